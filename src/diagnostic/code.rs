//! The codes of all findings. V1xx: files and cells. V2xx: plan.toml. V3xx: municipalities and staff. V4xx:
//! availability, demand, ledger and agreements. V5xx: locks. V6xx: rosters, history among them. V7xx: solutions of other solvers.
//! V8xx: what calendars have told of. V9xx: swaps and requests.
//!
//! A code keeps its number for ever; `docs/diagnostics.md` has an entry for each, and `tests/diagnostics.rs` a case.

use std::fmt;

use super::Severity;
use super::Severity::{Error, Warning};

macro_rules! codes {
    ($($variant:ident $number:literal $severity:ident $title:literal;)*) => {
        /// The kind of a finding.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $title] $variant,)*
        }

        impl Code {
            /// Every code, in order.
            pub const ALL: &[Code] = &[$(Code::$variant,)*];

            /// The stable name, such as `V101`.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $number,)* }
            }

            /// Whether a finding of this kind refuses the input.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => $severity,)* }
            }

            /// A few words that say what it is about.
            pub fn title(self) -> &'static str {
                match self { $(Code::$variant => $title,)* }
            }
        }
    };
}

codes! {
    MissingFile "V101" Error "a file is missing";
    UnreadableFile "V102" Error "a file cannot be read";
    Encoding "V103" Error "the encoding of a file is not known";
    MisnamedFile "V104" Warning "a file or sheet that may be meant is not read";
    EmptyTable "V105" Error "a table is empty";
    MissingColumn "V106" Error "a column is missing";
    DoubledColumn "V107" Error "a column is there twice";
    UnknownColumn "V108" Warning "a column is not known";
    RaggedRow "V109" Error "a row has too many or too few cells";
    OpenQuote "V110" Error "a quotation mark is never closed";
    EmptyCell "V111" Error "a cell must not be empty";
    BadNumber "V112" Error "a number cannot be read";
    ThousandsPoint "V113" Error "a number can be read in two ways";
    OutOfRange "V114" Error "a number is out of range";
    BadDate "V115" Error "a date cannot be read";
    BadTime "V116" Error "a time cannot be read";
    UnknownDay "V117" Error "a day of the week is not known";
    UnknownKind "V118" Error "a kind is not known";
    CellError "V119" Error "a cell holds an error of Excel";
    Workbook "V120" Error "a workbook cannot be read";
    TableTwice "V121" Error "a table is there twice";
    UnknownMark "V122" Error "a mark in a grid is not known";
    GridColumn "V123" Error "a column of a grid cannot be read";
    UnsavedFormula "V124" Error "a formula has no saved result";
    MergedCells "V125" Error "cells are merged";

    TomlSyntax "V201" Error "plan.toml is not well-formed";
    UnknownKey "V202" Error "a key of plan.toml is not known";
    MissingKey "V203" Error "a key of plan.toml is missing";
    WrongValue "V204" Error "a value of plan.toml is of the wrong kind";
    BadPeriod "V205" Error "the period cannot be read";
    EmptyPeriod "V206" Error "the period has no day";
    TooLarge "V207" Error "the plan is too large";
    NoWindows "V208" Error "the period has no windows";
    OverlappingWindows "V209" Error "two windows overlap";
    WeeklyHours "V210" Error "weekly_hours does not add up";
    UnknownGoal "V211" Error "a goal is not known";
    DoubledGoal "V212" Error "a goal is there twice";
    CoverageFirst "V213" Error "coverage is not the first goal";
    BurdenWithoutWindows "V214" Error "a burden covers no kind of window";
    BurdenUnused "V215" Warning "a burden covers no window of this period";
    WindowsUnused "V216" Warning "a kind of window has no date in this period";
    UnknownHolidays "V217" Error "a holiday calendar is not known";
    UnknownLanguage "V218" Error "a language is not known";
    ClosedInOtherYear "V219" Warning "a closed day lies in another year";
    LeastAboveSeats "V220" Error "more seats are needed than there are";
    DoubledScenario "V231" Error "a scenario is there twice";
    EmptyScenario "V232" Error "a scenario changes nothing";
    ScenarioMember "V233" Error "a municipality cannot leave or join in a scenario";

    DoubledMunicipality "V301" Error "a municipality code is there twice";
    DoubledName "V302" Warning "two municipalities have the same name";
    NoPopulation "V303" Error "a municipality has no population";
    JoinedAfterLeft "V304" Error "a municipality leaves before it joins";
    NobodyMember "V305" Warning "nobody is a member on a day with windows";
    MemberWithoutStaff "V306" Warning "a member has no staff";
    UnknownMunicipality "V307" Error "a municipality is not known";
    AmbiguousMunicipality "V308" Error "a name fits several municipalities";
    DoubledStaff "V309" Error "a staff id is there twice";
    NoWeight "V310" Error "a weight is not above zero";
    StaffOutsideMembership "V311" Warning "staff of a municipality that is no member";
    NeverRostered "V312" Warning "a person cannot be rostered at all";
    RowOfSums "V313" Error "a row of sums stands among the municipalities";
    PersonLeftBeforeJoined "V314" Error "a person leaves before they join";
    OnePersonTwice "V315" Warning "one person may have two ids";
    OddWeights "V316" Warning "weights do not fit the empty cells beside them";
    NotEmployed "V317" Warning "a person is not employed in the period";
    CapTwoWays "V318" Error "a column could cap two things";
    IdsAlike "V321" Warning "ids differ in capital letters alone";
    CodeForNumber "V322" Warning "a number is the code of its municipality";
    OddPopulation "V323" Warning "a population is far below the others";
    LimitAboveStaff "V324" Warning "a limit is above what it limits";
    RowsOverlap "V325" Error "two rows of a municipality hold on the same days";
    RowsDisagree "V326" Error "the rows of a municipality disagree";
    MembershipGap "V327" Warning "a membership has a gap";
    UnknownWindows "V328" Error "the windows that a member takes part in are not known";
    NobodyTakesPart "V329" Warning "no member takes part in a window";

    UnknownStaff "V401" Error "a staff id is not known";
    FromAfterTo "V402" Error "a range of dates ends before it begins";
    AvailabilityUnused "V403" Warning "a row of availability.csv fits no window";
    NobodyAvailable "V404" Warning "nobody is available in a window";
    DemandWithoutWindow "V405" Error "demand for a window that does not exist";
    DoubledDemand "V406" Error "demand for a window is there twice";
    DoubledLedger "V407" Error "a line of the ledger is there twice";
    UnknownBurden "V408" Error "a burden is not known";
    LedgerInPeriod "V409" Error "the ledger holds the period already";
    CutsWindow "V410" Error "a time of availability cuts a window";
    DemandTwoWays "V411" Error "a row of demand.csv says two things at once";
    DemandContradiction "V412" Error "rows of demand.csv contradict each other";
    StrengthWithoutWish "V413" Error "a strength of something that is no wish";
    SilentMunicipality "V414" Warning "a municipality that took part last time has no availability";
    OddBalance "V416" Warning "a balance is beyond the whole period";
    UnbalancedLedger "V417" Warning "the balances of the ledger do not sum to zero";
    ForeignRow "V418" Error "a municipality's own file has a row of another's staff";
    AnswerTwice "V419" Error "a person answers in two files";
    GivesWay "V420" Warning "rows give way to a municipality's own file";
    FormOfAnother "V421" Error "a form is of another period or municipality";
    LeftOutOfForm "V422" Error "a form leaves somebody out";
    AgreementWithoutWindow "V423" Error "an agreement on a window that does not exist";
    AgreementUnused "V424" Warning "an agreement changes nothing";
    DoubledCalls "V425" Error "a municipality's calls of a month are there twice";
    OddInterval "V426" Error "intervals of calls are of no length that is read";
    DoubledInterval "V427" Error "calls of an interval are there twice";
    CallsAcross "V428" Error "calls lie across the edge of a window";
    CallsOutside "V429" Warning "calls lie outside the windows";
    NoCalls "V430" Error "no call lies in a window";

    LockWithoutWindow "V501" Error "a lock on a window that does not exist";
    DoubledLock "V502" Error "a person is fixed twice in one window";
    LockForbidden "V503" Error "a shift is both fixed and forbidden";
    LockAvailability "V504" Error "a fixed shift breaks availability";
    LockMembership "V505" Error "a fixed shift breaks membership";
    LockSeats "V506" Error "fixed shifts break seats";
    LockPerDay "V507" Error "fixed shifts break shifts_per_day";
    LockPerWeek "V508" Error "fixed shifts break shifts_per_week";
    LockPerPeriod "V509" Error "fixed shifts break shifts_per_period";
    LockRest "V510" Error "fixed shifts break rest_hours";
    LockAway "V511" Error "fixed shifts break away_at_once";
    LockBesidePast "V512" Error "a fixed shift cannot be kept beside what was worked";
    LockBurdenWeek "V513" Error "fixed shifts break per_person_week";
    LockBurdenPeriod "V514" Error "fixed shifts break per_person_period";
    LockParticipation "V515" Error "a fixed shift breaks participation";

    RosterOutsidePeriod "V601" Error "a roster row lies outside the period";
    RosterWithoutWindow "V602" Error "a roster row names no window";
    NameWithoutStaff "V603" Error "a roster row has a name but no staff id";
    RosterContradiction "V604" Warning "a roster row contradicts itself";
    HistoryInPeriod "V605" Error "a history row is not before the period";
    HistoryUnknownStaff "V606" Warning "history names someone who is not in staff.csv";
    DoubledHistory "V607" Error "a history row is there twice";
    PublishedClosed "V608" Warning "a published shift lies in a window that is closed now";
    BrokenSummary "V609" Warning "a summary cannot be read";
    DoubledShift "V610" Error "a roster that was worked has a row twice";
    NoTurnsBefore "V611" Warning "a person had no turns before the period";
    NameOfAnother "V612" Error "a roster row has another name than its id";
    ChangedView "V613" Error "a sheet that shows the roster was changed, and the roster was not";
    MixedSet "V614" Warning "the files beside a roster are not of one run";
    CorrectionNotHeld "V615" Error "a correction is about a shift that the person does not have";
    CorrectsNothing "V616" Error "a correction changes nothing";
    NoEmptySeat "V617" Error "a correction adds somebody to a full window";

    NoSolution "V701" Error "a file holds no solution";
    SolutionSyntax "V702" Error "a solution cannot be read";
    UnknownVariable "V703" Error "a column of the model is not known";
    DoubledVariable "V704" Error "a column of the model has two values";
    FractionalValue "V705" Error "a value is not a whole number";
    ValueOutOfBounds "V706" Error "a value is out of bounds";
    SolutionContradiction "V707" Error "a solution contradicts itself";

    DoubledEvent "V801" Error "a shift in the calendars is there twice";
    EventOutsidePeriod "V802" Warning "shifts in the calendars lie outside the period";

    AmbiguousStaff "V901" Error "a name fits several people";
    SwapWithoutWindow "V902" Error "a row names no window";
    SwapNotHeld "V903" Error "a shift is given that the person does not have";
    SwapChangesNothing "V904" Error "a swap changes nothing";
    DoubledSwap "V905" Error "a shift is given twice";
    RequestOdd "V906" Error "a request can't be understood";
    RequestOver "V907" Warning "a request is about a day that is over";
    RequestTwice "V908" Warning "a request is there twice";
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
