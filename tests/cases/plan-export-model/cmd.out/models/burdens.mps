* vagtplan 0.1.0, 2026-01-05 to 2026-01-11
* minimise burdens
* coverage is held at 0 (proven)
* coverage-spread is held at 0 (proven)
* shares is held at 0 (proven)
* shares-rounding is held at 1 (proven)
* burdens-rounding comes later
* rhythm comes later
* rotation comes later
* wishes comes later
* wishes-spread comes later
* targets are those with 0 unfilled seats
NAME vagtplan
ROWS
 N burdens
 N burdens-rounding
 N rhythm
 N rotation
 N wishes
 N wishes-spread
 E seats.20260105T0800
 E seats.20260106T0800
 E seats.20260107T0800
 E seats.20260108T0800
 E seats.20260108T1600
 E seats.20260109T0800
 L capacity.779.2026W02
 L capacity.779
 E shares.665
 E shares.779
 E burdens.665.evening
 E burdens.779.evening
 E rhythm.665.2026W02
 L rhythm_early.665.2026W02
 G rhythm_late.665.2026W02
 E rhythm.779.2026W02
 L rhythm_early.779.2026W02
 G rhythm_late.779.2026W02
 E tie.665.20260105T0800
 E tie.665.20260106T0800
 E tie.665.20260107T0800
 E tie.665.20260108T0800
 E tie.665.20260108T1600
 E tie.665.20260109T0800
 E tie.779.20260105T0800
 E tie.779.20260106T0800
 E tie.779.20260107T0800
 E tie.779.20260108T0800
 E tie.779.20260108T1600
 E tie.779.20260109T0800
 L shifts_per_day.LEM1.20260108
 L shifts_per_week.LEM1.2026W02
 L shifts_per_day.LEM2.20260108
 L shifts_per_week.LEM2.2026W02
 L shifts_per_day.SKI1.20260108
 L shifts_per_week.SKI1.2026W02
 L shifts_per_day.SKI2.20260108
 L shifts_per_week.SKI2.2026W02
 L shifts_per_day.SKI3.20260108
 L shifts_per_week.SKI3.2026W02
 E rotation.LEM1
 E rotation.LEM1.evening
 E rotation.LEM2
 E rotation.LEM2.evening
 E rotation.SKI1
 E rotation.SKI1.evening
 E rotation.SKI2
 E rotation.SKI2.evening
 E rotation.SKI3
 E rotation.SKI3.evening
 E against.SKI2
 L hold.shares-rounding
COLUMNS
 manned.665.20260105T0800 seats.20260105T0800 1
 manned.665.20260105T0800 shares.665 1
 manned.665.20260105T0800 rhythm.665.2026W02 1
 manned.665.20260105T0800 tie.665.20260105T0800 -1
 manned.665.20260106T0800 seats.20260106T0800 1
 manned.665.20260106T0800 shares.665 1
 manned.665.20260106T0800 rhythm.665.2026W02 1
 manned.665.20260106T0800 tie.665.20260106T0800 -1
 manned.665.20260107T0800 seats.20260107T0800 1
 manned.665.20260107T0800 shares.665 1
 manned.665.20260107T0800 rhythm.665.2026W02 1
 manned.665.20260107T0800 tie.665.20260107T0800 -1
 manned.665.20260108T0800 seats.20260108T0800 1
 manned.665.20260108T0800 shares.665 1
 manned.665.20260108T0800 rhythm.665.2026W02 1
 manned.665.20260108T0800 tie.665.20260108T0800 -1
 manned.665.20260108T1600 seats.20260108T1600 1
 manned.665.20260108T1600 shares.665 1
 manned.665.20260108T1600 burdens.665.evening 1
 manned.665.20260108T1600 rhythm.665.2026W02 1
 manned.665.20260108T1600 tie.665.20260108T1600 -1
 manned.665.20260109T0800 seats.20260109T0800 1
 manned.665.20260109T0800 shares.665 1
 manned.665.20260109T0800 rhythm.665.2026W02 1
 manned.665.20260109T0800 tie.665.20260109T0800 -1
 manned.779.20260105T0800 seats.20260105T0800 1
 manned.779.20260105T0800 capacity.779.2026W02 1
 manned.779.20260105T0800 capacity.779 1
 manned.779.20260105T0800 shares.779 1
 manned.779.20260105T0800 rhythm.779.2026W02 1
 manned.779.20260105T0800 tie.779.20260105T0800 -1
 manned.779.20260106T0800 seats.20260106T0800 1
 manned.779.20260106T0800 capacity.779.2026W02 1
 manned.779.20260106T0800 capacity.779 1
 manned.779.20260106T0800 shares.779 1
 manned.779.20260106T0800 rhythm.779.2026W02 1
 manned.779.20260106T0800 tie.779.20260106T0800 -1
 manned.779.20260107T0800 seats.20260107T0800 1
 manned.779.20260107T0800 capacity.779.2026W02 1
 manned.779.20260107T0800 capacity.779 1
 manned.779.20260107T0800 shares.779 1
 manned.779.20260107T0800 rhythm.779.2026W02 1
 manned.779.20260107T0800 tie.779.20260107T0800 -1
 manned.779.20260108T0800 seats.20260108T0800 1
 manned.779.20260108T0800 capacity.779.2026W02 1
 manned.779.20260108T0800 capacity.779 1
 manned.779.20260108T0800 shares.779 1
 manned.779.20260108T0800 rhythm.779.2026W02 1
 manned.779.20260108T0800 tie.779.20260108T0800 -1
 manned.779.20260108T1600 seats.20260108T1600 1
 manned.779.20260108T1600 capacity.779.2026W02 1
 manned.779.20260108T1600 capacity.779 1
 manned.779.20260108T1600 shares.779 1
 manned.779.20260108T1600 burdens.779.evening 1
 manned.779.20260108T1600 rhythm.779.2026W02 1
 manned.779.20260108T1600 tie.779.20260108T1600 -1
 manned.779.20260109T0800 seats.20260109T0800 1
 manned.779.20260109T0800 capacity.779.2026W02 1
 manned.779.20260109T0800 capacity.779 1
 manned.779.20260109T0800 shares.779 1
 manned.779.20260109T0800 rhythm.779.2026W02 1
 manned.779.20260109T0800 tie.779.20260109T0800 -1
 unfilled.20260105T0800.1 seats.20260105T0800 1
 unfilled.20260105T0800.2 seats.20260105T0800 1
 unfilled.20260106T0800.1 seats.20260106T0800 1
 unfilled.20260106T0800.2 seats.20260106T0800 1
 unfilled.20260107T0800.1 seats.20260107T0800 1
 unfilled.20260107T0800.2 seats.20260107T0800 1
 unfilled.20260108T0800.1 seats.20260108T0800 1
 unfilled.20260108T0800.2 seats.20260108T0800 1
 unfilled.20260108T1600.1 seats.20260108T1600 1
 unfilled.20260109T0800.1 seats.20260109T0800 1
 unfilled.20260109T0800.2 seats.20260109T0800 1
 shares.665.1 shares.665 -1
 shares.665.2 shares.665 -1
 shares.665.3 shares.665 -1
 shares.665.4 shares.665 -1
 shares.665.4 hold.shares-rounding 1
 shares.665.5 shares.665 -1
 shares.665.6 shares.665 -1
 shares.779.1 shares.779 -1
 shares.779.2 shares.779 -1
 shares.779.3 shares.779 -1
 shares.779.4 shares.779 -1
 shares.779.5 shares.779 -1
 shares.779.6 shares.779 -1
 shares.779.7 shares.779 -1
 shares.779.8 shares.779 -1
 shares.779.8 hold.shares-rounding 2
 shares.779.9 shares.779 -1
 burdens.665.evening.1 burdens-rounding 2
 burdens.665.evening.1 burdens.665.evening -1
 burdens.779.evening.1 burdens-rounding 1
 burdens.779.evening.1 burdens.779.evening -1
 so_far.665.2026W02 rhythm.665.2026W02 -1
 so_far.665.2026W02 rhythm_early.665.2026W02 1
 so_far.665.2026W02 rhythm_late.665.2026W02 1
 early.665.2026W02 rhythm 1
 early.665.2026W02 rhythm_early.665.2026W02 -1
 late.665.2026W02 rhythm 1
 late.665.2026W02 rhythm_late.665.2026W02 1
 so_far.779.2026W02 rhythm.779.2026W02 -1
 so_far.779.2026W02 rhythm_early.779.2026W02 1
 so_far.779.2026W02 rhythm_late.779.2026W02 1
 early.779.2026W02 rhythm 1
 early.779.2026W02 rhythm_early.779.2026W02 -1
 late.779.2026W02 rhythm 1
 late.779.2026W02 rhythm_late.779.2026W02 1
 MARKER1 'MARKER' 'INTORG'
 shift.LEM1.20260105T0800 tie.665.20260105T0800 1
 shift.LEM1.20260105T0800 shifts_per_week.LEM1.2026W02 1
 shift.LEM1.20260105T0800 rotation.LEM1 1
 shift.LEM1.20260106T0800 tie.665.20260106T0800 1
 shift.LEM1.20260106T0800 shifts_per_week.LEM1.2026W02 1
 shift.LEM1.20260106T0800 rotation.LEM1 1
 shift.LEM1.20260107T0800 tie.665.20260107T0800 1
 shift.LEM1.20260107T0800 shifts_per_week.LEM1.2026W02 1
 shift.LEM1.20260107T0800 rotation.LEM1 1
 shift.LEM1.20260108T0800 tie.665.20260108T0800 1
 shift.LEM1.20260108T0800 shifts_per_day.LEM1.20260108 1
 shift.LEM1.20260108T0800 shifts_per_week.LEM1.2026W02 1
 shift.LEM1.20260108T0800 rotation.LEM1 1
 shift.LEM1.20260108T1600 tie.665.20260108T1600 1
 shift.LEM1.20260108T1600 shifts_per_day.LEM1.20260108 1
 shift.LEM1.20260108T1600 shifts_per_week.LEM1.2026W02 1
 shift.LEM1.20260108T1600 rotation.LEM1 1
 shift.LEM1.20260108T1600 rotation.LEM1.evening 1
 shift.LEM2.20260105T0800 tie.665.20260105T0800 1
 shift.LEM2.20260105T0800 shifts_per_week.LEM2.2026W02 1
 shift.LEM2.20260105T0800 rotation.LEM2 1
 shift.LEM2.20260106T0800 tie.665.20260106T0800 1
 shift.LEM2.20260106T0800 shifts_per_week.LEM2.2026W02 1
 shift.LEM2.20260106T0800 rotation.LEM2 1
 shift.LEM2.20260107T0800 tie.665.20260107T0800 1
 shift.LEM2.20260107T0800 shifts_per_week.LEM2.2026W02 1
 shift.LEM2.20260107T0800 rotation.LEM2 1
 shift.LEM2.20260108T0800 tie.665.20260108T0800 1
 shift.LEM2.20260108T0800 shifts_per_day.LEM2.20260108 1
 shift.LEM2.20260108T0800 shifts_per_week.LEM2.2026W02 1
 shift.LEM2.20260108T0800 rotation.LEM2 1
 shift.LEM2.20260108T1600 tie.665.20260108T1600 1
 shift.LEM2.20260108T1600 shifts_per_day.LEM2.20260108 1
 shift.LEM2.20260108T1600 shifts_per_week.LEM2.2026W02 1
 shift.LEM2.20260108T1600 rotation.LEM2 1
 shift.LEM2.20260108T1600 rotation.LEM2.evening 1
 shift.LEM2.20260109T0800 tie.665.20260109T0800 1
 shift.LEM2.20260109T0800 shifts_per_week.LEM2.2026W02 1
 shift.LEM2.20260109T0800 rotation.LEM2 1
 shift.SKI1.20260105T0800 tie.779.20260105T0800 1
 shift.SKI1.20260105T0800 shifts_per_week.SKI1.2026W02 1
 shift.SKI1.20260105T0800 rotation.SKI1 1
 shift.SKI1.20260106T0800 tie.779.20260106T0800 1
 shift.SKI1.20260106T0800 shifts_per_week.SKI1.2026W02 1
 shift.SKI1.20260106T0800 rotation.SKI1 1
 shift.SKI1.20260107T0800 tie.779.20260107T0800 1
 shift.SKI1.20260107T0800 shifts_per_week.SKI1.2026W02 1
 shift.SKI1.20260107T0800 rotation.SKI1 1
 shift.SKI1.20260108T0800 tie.779.20260108T0800 1
 shift.SKI1.20260108T0800 shifts_per_day.SKI1.20260108 1
 shift.SKI1.20260108T0800 shifts_per_week.SKI1.2026W02 1
 shift.SKI1.20260108T0800 rotation.SKI1 1
 shift.SKI1.20260108T1600 tie.779.20260108T1600 1
 shift.SKI1.20260108T1600 shifts_per_day.SKI1.20260108 1
 shift.SKI1.20260108T1600 shifts_per_week.SKI1.2026W02 1
 shift.SKI1.20260108T1600 rotation.SKI1 1
 shift.SKI1.20260108T1600 rotation.SKI1.evening 1
 shift.SKI1.20260109T0800 tie.779.20260109T0800 1
 shift.SKI1.20260109T0800 shifts_per_week.SKI1.2026W02 1
 shift.SKI1.20260109T0800 rotation.SKI1 1
 shift.SKI2.20260105T0800 wishes 1
 shift.SKI2.20260105T0800 tie.779.20260105T0800 1
 shift.SKI2.20260105T0800 shifts_per_week.SKI2.2026W02 1
 shift.SKI2.20260105T0800 rotation.SKI2 1
 shift.SKI2.20260105T0800 against.SKI2 1
 shift.SKI2.20260106T0800 tie.779.20260106T0800 1
 shift.SKI2.20260106T0800 shifts_per_week.SKI2.2026W02 1
 shift.SKI2.20260106T0800 rotation.SKI2 1
 shift.SKI2.20260107T0800 tie.779.20260107T0800 1
 shift.SKI2.20260107T0800 shifts_per_week.SKI2.2026W02 1
 shift.SKI2.20260107T0800 rotation.SKI2 1
 shift.SKI2.20260108T0800 tie.779.20260108T0800 1
 shift.SKI2.20260108T0800 shifts_per_day.SKI2.20260108 1
 shift.SKI2.20260108T0800 shifts_per_week.SKI2.2026W02 1
 shift.SKI2.20260108T0800 rotation.SKI2 1
 shift.SKI2.20260108T1600 tie.779.20260108T1600 1
 shift.SKI2.20260108T1600 shifts_per_day.SKI2.20260108 1
 shift.SKI2.20260108T1600 shifts_per_week.SKI2.2026W02 1
 shift.SKI2.20260108T1600 rotation.SKI2 1
 shift.SKI2.20260108T1600 rotation.SKI2.evening 1
 shift.SKI2.20260109T0800 tie.779.20260109T0800 1
 shift.SKI2.20260109T0800 shifts_per_week.SKI2.2026W02 1
 shift.SKI2.20260109T0800 rotation.SKI2 1
 shift.SKI3.20260105T0800 tie.779.20260105T0800 1
 shift.SKI3.20260105T0800 shifts_per_week.SKI3.2026W02 1
 shift.SKI3.20260105T0800 rotation.SKI3 1
 shift.SKI3.20260106T0800 tie.779.20260106T0800 1
 shift.SKI3.20260106T0800 shifts_per_week.SKI3.2026W02 1
 shift.SKI3.20260106T0800 rotation.SKI3 1
 shift.SKI3.20260107T0800 tie.779.20260107T0800 1
 shift.SKI3.20260107T0800 shifts_per_week.SKI3.2026W02 1
 shift.SKI3.20260107T0800 rotation.SKI3 1
 shift.SKI3.20260108T0800 tie.779.20260108T0800 1
 shift.SKI3.20260108T0800 shifts_per_day.SKI3.20260108 1
 shift.SKI3.20260108T0800 shifts_per_week.SKI3.2026W02 1
 shift.SKI3.20260108T0800 rotation.SKI3 1
 shift.SKI3.20260108T1600 tie.779.20260108T1600 1
 shift.SKI3.20260108T1600 shifts_per_day.SKI3.20260108 1
 shift.SKI3.20260108T1600 shifts_per_week.SKI3.2026W02 1
 shift.SKI3.20260108T1600 rotation.SKI3 1
 shift.SKI3.20260108T1600 rotation.SKI3.evening 1
 shift.SKI3.20260109T0800 tie.779.20260109T0800 1
 shift.SKI3.20260109T0800 shifts_per_week.SKI3.2026W02 1
 shift.SKI3.20260109T0800 rotation.SKI3 1
 MARKER2 'MARKER' 'INTEND'
 rotation.LEM1.1 rotation 1
 rotation.LEM1.1 rotation.LEM1 -1
 rotation.LEM1.2 rotation 3
 rotation.LEM1.2 rotation.LEM1 -1
 rotation.LEM1.3 rotation 5
 rotation.LEM1.3 rotation.LEM1 -1
 rotation.LEM1.evening.1 rotation 1
 rotation.LEM1.evening.1 rotation.LEM1.evening -1
 rotation.LEM2.1 rotation 1
 rotation.LEM2.1 rotation.LEM2 -1
 rotation.LEM2.2 rotation 3
 rotation.LEM2.2 rotation.LEM2 -1
 rotation.LEM2.3 rotation 5
 rotation.LEM2.3 rotation.LEM2 -1
 rotation.LEM2.evening.1 rotation 1
 rotation.LEM2.evening.1 rotation.LEM2.evening -1
 rotation.SKI1.1 rotation 1
 rotation.SKI1.1 rotation.SKI1 -1
 rotation.SKI1.2 rotation 3
 rotation.SKI1.2 rotation.SKI1 -1
 rotation.SKI1.3 rotation 5
 rotation.SKI1.3 rotation.SKI1 -1
 rotation.SKI1.evening.1 rotation 1
 rotation.SKI1.evening.1 rotation.SKI1.evening -1
 rotation.SKI2.1 rotation 1
 rotation.SKI2.1 rotation.SKI2 -1
 rotation.SKI2.2 rotation 3
 rotation.SKI2.2 rotation.SKI2 -1
 rotation.SKI2.3 rotation 5
 rotation.SKI2.3 rotation.SKI2 -1
 rotation.SKI2.evening.1 rotation 1
 rotation.SKI2.evening.1 rotation.SKI2.evening -1
 rotation.SKI3.1 rotation 1
 rotation.SKI3.1 rotation.SKI3 -1
 rotation.SKI3.2 rotation 3
 rotation.SKI3.2 rotation.SKI3 -1
 rotation.SKI3.3 rotation 5
 rotation.SKI3.3 rotation.SKI3 -1
 rotation.SKI3.evening.1 rotation 1
 rotation.SKI3.evening.1 rotation.SKI3.evening -1
 against.SKI2.1 wishes-spread 1
 against.SKI2.1 against.SKI2 -1
RHS
 RHS seats.20260105T0800 2
 RHS seats.20260106T0800 2
 RHS seats.20260107T0800 2
 RHS seats.20260108T0800 2
 RHS seats.20260108T1600 1
 RHS seats.20260109T0800 2
 RHS capacity.779.2026W02 9
 RHS capacity.779 9
 RHS rhythm_early.665.2026W02 4
 RHS rhythm_late.665.2026W02 3
 RHS rhythm_early.779.2026W02 8
 RHS rhythm_late.779.2026W02 7
 RHS shifts_per_day.LEM1.20260108 1
 RHS shifts_per_week.LEM1.2026W02 3
 RHS shifts_per_day.LEM2.20260108 1
 RHS shifts_per_week.LEM2.2026W02 3
 RHS shifts_per_day.SKI1.20260108 1
 RHS shifts_per_week.SKI1.2026W02 3
 RHS shifts_per_day.SKI2.20260108 1
 RHS shifts_per_week.SKI2.2026W02 3
 RHS shifts_per_day.SKI3.20260108 1
 RHS shifts_per_week.SKI3.2026W02 3
 RHS hold.shares-rounding 1
BOUNDS
 UP BOUND manned.665.20260105T0800 1
 UP BOUND manned.665.20260106T0800 1
 UP BOUND manned.665.20260107T0800 1
 UP BOUND manned.665.20260108T0800 1
 UP BOUND manned.665.20260108T1600 1
 UP BOUND manned.665.20260109T0800 1
 UP BOUND manned.779.20260105T0800 2
 UP BOUND manned.779.20260106T0800 2
 UP BOUND manned.779.20260107T0800 2
 UP BOUND manned.779.20260108T0800 2
 UP BOUND manned.779.20260108T1600 1
 UP BOUND manned.779.20260109T0800 2
 FX BOUND unfilled.20260105T0800.1 0
 FX BOUND unfilled.20260105T0800.2 0
 FX BOUND unfilled.20260106T0800.1 0
 FX BOUND unfilled.20260106T0800.2 0
 FX BOUND unfilled.20260107T0800.1 0
 FX BOUND unfilled.20260107T0800.2 0
 FX BOUND unfilled.20260108T0800.1 0
 FX BOUND unfilled.20260108T0800.2 0
 FX BOUND unfilled.20260108T1600.1 0
 FX BOUND unfilled.20260109T0800.1 0
 FX BOUND unfilled.20260109T0800.2 0
 FX BOUND shares.665.1 1
 FX BOUND shares.665.2 1
 FX BOUND shares.665.3 1
 UP BOUND shares.665.4 1
 FX BOUND shares.665.5 0
 FX BOUND shares.665.6 0
 FX BOUND shares.779.1 1
 FX BOUND shares.779.2 1
 FX BOUND shares.779.3 1
 FX BOUND shares.779.4 1
 FX BOUND shares.779.5 1
 FX BOUND shares.779.6 1
 FX BOUND shares.779.7 1
 UP BOUND shares.779.8 1
 FX BOUND shares.779.9 0
 UP BOUND burdens.665.evening.1 1
 UP BOUND burdens.779.evening.1 1
 UP BOUND shift.LEM1.20260105T0800 1
 UP BOUND shift.LEM1.20260106T0800 1
 UP BOUND shift.LEM1.20260107T0800 1
 UP BOUND shift.LEM1.20260108T0800 1
 UP BOUND shift.LEM1.20260108T1600 1
 UP BOUND shift.LEM2.20260105T0800 1
 UP BOUND shift.LEM2.20260106T0800 1
 UP BOUND shift.LEM2.20260107T0800 1
 UP BOUND shift.LEM2.20260108T0800 1
 UP BOUND shift.LEM2.20260108T1600 1
 UP BOUND shift.LEM2.20260109T0800 1
 UP BOUND shift.SKI1.20260105T0800 1
 UP BOUND shift.SKI1.20260106T0800 1
 UP BOUND shift.SKI1.20260107T0800 1
 UP BOUND shift.SKI1.20260108T0800 1
 UP BOUND shift.SKI1.20260108T1600 1
 UP BOUND shift.SKI1.20260109T0800 1
 UP BOUND shift.SKI2.20260105T0800 1
 UP BOUND shift.SKI2.20260106T0800 1
 UP BOUND shift.SKI2.20260107T0800 1
 UP BOUND shift.SKI2.20260108T0800 1
 UP BOUND shift.SKI2.20260108T1600 1
 UP BOUND shift.SKI2.20260109T0800 1
 UP BOUND shift.SKI3.20260105T0800 1
 UP BOUND shift.SKI3.20260106T0800 1
 UP BOUND shift.SKI3.20260107T0800 1
 UP BOUND shift.SKI3.20260108T0800 1
 UP BOUND shift.SKI3.20260108T1600 1
 UP BOUND shift.SKI3.20260109T0800 1
 UP BOUND rotation.LEM1.1 1
 UP BOUND rotation.LEM1.2 1
 UP BOUND rotation.LEM1.3 1
 UP BOUND rotation.LEM1.evening.1 1
 UP BOUND rotation.LEM2.1 1
 UP BOUND rotation.LEM2.2 1
 UP BOUND rotation.LEM2.3 1
 UP BOUND rotation.LEM2.evening.1 1
 UP BOUND rotation.SKI1.1 1
 UP BOUND rotation.SKI1.2 1
 UP BOUND rotation.SKI1.3 1
 UP BOUND rotation.SKI1.evening.1 1
 UP BOUND rotation.SKI2.1 1
 UP BOUND rotation.SKI2.2 1
 UP BOUND rotation.SKI2.3 1
 UP BOUND rotation.SKI2.evening.1 1
 UP BOUND rotation.SKI3.1 1
 UP BOUND rotation.SKI3.2 1
 UP BOUND rotation.SKI3.3 1
 UP BOUND rotation.SKI3.evening.1 1
 UP BOUND against.SKI2.1 1
ENDATA
