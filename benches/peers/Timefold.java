// The ladder with Timefold: a local search over who sits on each seat, with a level of the score for each goal.
//
// java -cp JARS Timefold.java COUNTERS OUT SECONDS…: writes OUT.SECONDS with the best roster there is after so many seconds, a number
// of seats for each shift in the order of the file of counters, which counters.py explains.

import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import ai.timefold.solver.core.api.score.buildin.bendablelong.BendableLongScore;
import ai.timefold.solver.core.api.score.calculator.IncrementalScoreCalculator;
import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.score.director.ScoreDirectorFactoryConfig;
import ai.timefold.solver.core.config.solver.SolverConfig;
import ai.timefold.solver.core.config.solver.termination.TerminationConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

public class Timefold {
    /** Goals of the ladder at most; a score has as many levels whatever the folder, and those without a goal stay zero. */
    static final int LEVELS = 16;

    /** How many shifts of these there are, and what that costs: on the hard level (-1), or on that of a goal. */
    record Counter(int at, int level, long[] costs) {}

    /** A person on a seat of a window. */
    record Shift(int at, int person, int window, int least, int most, List<Counter> counters, long[] costs) {}

    /** The file. */
    static final List<Integer> seats = new ArrayList<>();
    static final List<Shift> shifts = new ArrayList<>();
    static final List<Counter> counters = new ArrayList<>();
    static final List<Map<Integer, Shift>> byWindow = new ArrayList<>();

    @PlanningEntity
    public static class Seat {
        @PlanningId public String id;
        public int window;
        @ValueRangeProvider(id = "people") public List<Integer> people;

        @PlanningVariable(valueRangeProviderRefs = "people", allowsUnassigned = true)
        public Integer person;

        public Seat() {}

        Seat(int window, int number) {
            this.id = window + "." + number;
            this.window = window;
            this.people = byWindow.get(window).keySet().stream().sorted().toList();
        }

        Shift shift() {
            return person == null ? null : byWindow.get(window).get(person);
        }
    }

    @PlanningSolution
    public static class Roster {
        @PlanningEntityCollectionProperty public List<Seat> seats;

        @PlanningScore(bendableHardLevelsSize = 1, bendableSoftLevelsSize = LEVELS)
        public BendableLongScore score;

        public Roster() {}

        Roster(List<Seat> seats) {
            this.seats = seats;
        }
    }

    /** Adds up what counts cost, shift by shift. */
    public static class Sums implements IncrementalScoreCalculator<Roster, BendableLongScore> {
        private int[] counts;
        private long hard;
        private long[] soft;

        @Override
        public void resetWorkingSolution(Roster roster) {
            counts = new int[counters.size()];
            hard = 0;
            soft = new long[LEVELS];
            for (Counter counter : counters) add(counter, 0, 1);
            for (Seat seat : roster.seats) change(seat, 1);
        }

        private void add(Counter counter, int count, int sign) {
            long cost = sign * counter.costs[count];
            if (counter.level < 0) hard += cost;
            else soft[counter.level] += cost;
        }

        private void change(Seat seat, int by) {
            Shift shift = seat.shift();
            if (shift == null) return;
            for (Counter counter : shift.counters) {
                add(counter, counts[counter.at], -1);
                counts[counter.at] += by;
                add(counter, counts[counter.at], 1);
            }
            for (int level = 0; level < LEVELS; level++) soft[level] += by * shift.costs[level];
        }

        @Override
        public void beforeVariableChanged(Object entity, String variable) {
            change((Seat) entity, -1);
        }

        @Override
        public void afterVariableChanged(Object entity, String variable) {
            change((Seat) entity, 1);
        }

        @Override
        public void beforeEntityAdded(Object entity) {}

        @Override
        public void afterEntityAdded(Object entity) {
            change((Seat) entity, 1);
        }

        @Override
        public void beforeEntityRemoved(Object entity) {
            change((Seat) entity, -1);
        }

        @Override
        public void afterEntityRemoved(Object entity) {}

        @Override
        public BendableLongScore calculateScore() {
            long[] score = new long[LEVELS];
            for (int level = 0; level < LEVELS; level++) score[level] = -soft[level];
            return BendableLongScore.of(new long[] {-hard}, score);
        }
    }

    /** A counter of these shifts; more of them than seats of their windows are never counted. */
    static void count(int level, int[] ones, long[] costs) {
        Counter counter = new Counter(counters.size(), level, costs);
        counters.add(counter);
        for (int one : ones) shifts.get(one).counters.add(counter);
    }

    /** What so many cost where there have to be some, and not too many. */
    static long[] limit(int least, int most, int counted) {
        long[] costs = new long[counted + 1];
        for (int n = 0; n <= counted; n++) costs[n] = Math.max(0, n - most) + Math.max(0, least - n);
        return costs;
    }

    static int seatsOf(int[] ones) {
        return Arrays.stream(ones).map(one -> shifts.get(one).window).distinct().map(seats::get).sum();
    }

    static void read(Path file) throws IOException {
        for (String line : Files.readAllLines(file)) {
            String[] words = line.split(" ");
            long[] numbers = Arrays.stream(words).skip(1).mapToLong(Long::parseLong).toArray();
            int[] whole = Arrays.stream(numbers).mapToInt(number -> (int) number).toArray();
            switch (words[0]) {
                case "goals" -> {
                    if (whole[0] > LEVELS) throw new IOException("more goals than levels");
                }
                case "window" -> {
                    seats.add(whole[0]);
                    byWindow.add(new HashMap<>());
                }
                case "shift" -> {
                    Shift shift = new Shift(shifts.size(), whole[0], whole[1], whole[2], whole[3], new ArrayList<>(), new long[LEVELS]);
                    shifts.add(shift);
                    byWindow.get(whole[1]).put(whole[0], shift);
                    count(-1, new int[] {shift.at}, limit(whole[2], whole[3], seats.get(whole[1])));
                }
                case "limit" -> {
                    int[] ones = Arrays.copyOfRange(whole, 2, whole.length);
                    count(-1, ones, limit(whole[0], whole[1], seatsOf(ones)));
                }
                case "counter" -> {
                    int[] ones = Arrays.copyOfRange(whole, 2, 2 + whole[1]);
                    long[] costs = Arrays.copyOfRange(numbers, 2 + whole[1], numbers.length);
                    int most = Math.max(seatsOf(ones) + 1, costs.length);
                    long[] all = Arrays.copyOf(costs, most);
                    // More than the table has break a limit as well; the cost of the last one keeps the sums defined.
                    Arrays.fill(all, costs.length, most, costs[costs.length - 1]);
                    count(whole[0], ones, all);
                }
                case "cost" -> shifts.get(whole[1]).costs[whole[0]] += numbers[2];
                default -> throw new IOException("no such word: " + words[0]);
            }
        }
    }

    static int[] seatsOf(Roster roster) {
        int[] taken = new int[shifts.size()];
        for (Seat seat : roster.seats) {
            Shift shift = seat.shift();
            if (shift != null) taken[shift.at]++;
        }
        return taken;
    }

    public static void main(String[] arguments) throws Exception {
        read(Path.of(arguments[0]));
        List<Seat> all = new ArrayList<>();
        for (int window = 0; window < seats.size(); window++)
            for (int number = 0; number < seats.get(window); number++) all.add(new Seat(window, number));
        long[] moments = Arrays.stream(arguments).skip(2).mapToLong(Long::parseLong).toArray();
        var config =
                new SolverConfig()
                        .withSolutionClass(Roster.class)
                        .withEntityClasses(Seat.class)
                        .withScoreDirectorFactory(
                                new ScoreDirectorFactoryConfig().withIncrementalScoreCalculatorClass(Sums.class))
                        .withTerminationConfig(
                                new TerminationConfig().withSpentLimit(Duration.ofSeconds(moments[moments.length - 1])));
        var solver = SolverFactory.<Roster>create(config).buildSolver();
        long begin = System.nanoTime();
        int[] written = {0};
        Roster[] best = {new Roster(new ArrayList<>())};
        Object lock = new Object();
        solver.addEventListener(
                event -> {
                    synchronized (lock) {
                        long seconds = (System.nanoTime() - begin) / 1_000_000_000L;
                        while (written[0] < moments.length && seconds >= moments[written[0]]) write(arguments[1], moments[written[0]++], best[0]);
                        best[0] = event.getNewBestSolution();
                    }
                });
        best[0] = solver.solve(new Roster(all));
        while (written[0] < moments.length) write(arguments[1], moments[written[0]++], best[0]);
        System.out.println(best[0].score);
    }

    static void write(String out, long moment, Roster roster) {
        try {
            boolean lawful = roster.score != null && roster.score.isFeasible();
            String text = lawful ? Arrays.toString(seatsOf(roster)).replaceAll("[\\[\\],]", "") : "";
            Files.writeString(Path.of(out + "." + moment), text + "\n");
        } catch (IOException error) {
            throw new java.io.UncheckedIOException(error);
        }
    }
}
