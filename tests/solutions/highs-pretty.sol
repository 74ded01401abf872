Columns
    Index Status        Lower        Upper       Primal         Dual  Type        Name
        0                   0            1            1               Continuous  manned.665.20260105T0800
        1                   0            1            1               Continuous  manned.665.20260106T0800
        2                   0            1            1               Continuous  manned.665.20260107T0800
        3                   0            1            1               Continuous  manned.665.20260108T0800
        4                   0            1            0               Continuous  manned.665.20260108T1600
        5                   0            1            0               Continuous  manned.665.20260109T0800
        6                   0            2            1               Continuous  manned.779.20260105T0800
        7                   0            2            1               Continuous  manned.779.20260106T0800
        8                   0            2            1               Continuous  manned.779.20260107T0800
        9                   0            2            1               Continuous  manned.779.20260108T0800
       10                   0            1            1               Continuous  manned.779.20260108T1600
       11                   0            2            2               Continuous  manned.779.20260109T0800
       12                   0            0            0               Continuous  unfilled.20260105T0800.1
       13                   0            0            0               Continuous  unfilled.20260105T0800.2
       14                   0            0            0               Continuous  unfilled.20260106T0800.1
       15                   0            0            0               Continuous  unfilled.20260106T0800.2
       16                   0            0            0               Continuous  unfilled.20260107T0800.1
       17                   0            0            0               Continuous  unfilled.20260107T0800.2
       18                   0            0            0               Continuous  unfilled.20260108T0800.1
       19                   0            0            0               Continuous  unfilled.20260108T0800.2
       20                   0            0            0               Continuous  unfilled.20260108T1600.1
       21                   0            0            0               Continuous  unfilled.20260109T0800.1
       22                   0            0            0               Continuous  unfilled.20260109T0800.2
       23                   1            1            1               Continuous  shares.665.1
       24                   1            1            1               Continuous  shares.665.2
       25                   1            1            1               Continuous  shares.665.3
       26                   1            1            1               Continuous  shares.665.4
       27                   0            0            0               Continuous  shares.665.5
       28                   0            0            0               Continuous  shares.665.6
       29                   1            1            1               Continuous  shares.779.1
       30                   1            1            1               Continuous  shares.779.2
       31                   1            1            1               Continuous  shares.779.3
       32                   1            1            1               Continuous  shares.779.4
       33                   1            1            1               Continuous  shares.779.5
       34                   1            1            1               Continuous  shares.779.6
       35                   1            1            1               Continuous  shares.779.7
       36                   0            0            0               Continuous  shares.779.8
       37                   0            0            0               Continuous  shares.779.9
       38                   0            0            0               Continuous  burdens.665.evening.1
       39                   1            1            1               Continuous  burdens.779.evening.1
       40                   0          inf            4               Continuous  so_far.665.2026W02
       41                   0            0            0               Continuous  early.665.2026W02
       42                   0            0            0               Continuous  late.665.2026W02
       43                   0          inf            7               Continuous  so_far.779.2026W02
       44                   0            0            0               Continuous  early.779.2026W02
       45                   0            0            0               Continuous  late.779.2026W02
       46                   0            1            1               Integer     shift.LEM1.20260105T0800
       47                   0            1           -0               Integer     shift.LEM1.20260106T0800
       48                   0            1           -0               Integer     shift.LEM1.20260107T0800
       49                   0            1            1               Integer     shift.LEM1.20260108T0800
       50                   0            1            0               Integer     shift.LEM1.20260108T1600
       51                   0            1           -0               Integer     shift.LEM2.20260105T0800
       52                   0            1            1               Integer     shift.LEM2.20260106T0800
       53                   0            1            1               Integer     shift.LEM2.20260107T0800
       54                   0            1           -0               Integer     shift.LEM2.20260108T0800
       55                   0            1            0               Integer     shift.LEM2.20260108T1600
       56                   0            1           -0               Integer     shift.LEM2.20260109T0800
       57                   0            1            1               Integer     shift.SKI1.20260105T0800
       58                   0            1           -0               Integer     shift.SKI1.20260106T0800
       59                   0            1            1               Integer     shift.SKI1.20260107T0800
       60                   0            1            1               Integer     shift.SKI1.20260108T0800
       61                   0            1           -0               Integer     shift.SKI1.20260108T1600
       62                   0            1           -0               Integer     shift.SKI1.20260109T0800
       63                   0            1           -0               Integer     shift.SKI2.20260105T0800
       64                   0            1           -0               Integer     shift.SKI2.20260106T0800
       65                   0            1           -0               Integer     shift.SKI2.20260107T0800
       66                   0            1           -0               Integer     shift.SKI2.20260108T0800
       67                   0            1            1               Integer     shift.SKI2.20260108T1600
       68                   0            1            1               Integer     shift.SKI2.20260109T0800
       69                   0            1           -0               Integer     shift.SKI3.20260105T0800
       70                   0            1            1               Integer     shift.SKI3.20260106T0800
       71                   0            1           -0               Integer     shift.SKI3.20260107T0800
       72                   0            1           -0               Integer     shift.SKI3.20260108T0800
       73                   0            1           -0               Integer     shift.SKI3.20260108T1600
       74                   0            1            1               Integer     shift.SKI3.20260109T0800
       75                   0            1            1               Continuous  rotation.LEM1.1
       76                   0            1            1               Continuous  rotation.LEM1.2
       77                   0            1            0               Continuous  rotation.LEM1.3
       78                   0            1            0               Continuous  rotation.LEM1.evening.1
       79                   0            1            1               Continuous  rotation.LEM2.1
       80                   0            1            1               Continuous  rotation.LEM2.2
       81                   0            1            0               Continuous  rotation.LEM2.3
       82                   0            1            0               Continuous  rotation.LEM2.evening.1
       83                   0            1            1               Continuous  rotation.SKI1.1
       84                   0            1            1               Continuous  rotation.SKI1.2
       85                   0            1            1               Continuous  rotation.SKI1.3
       86                   0            1            0               Continuous  rotation.SKI1.evening.1
       87                   0            1            1               Continuous  rotation.SKI2.1
       88                   0            1            1               Continuous  rotation.SKI2.2
       89                   0            1            0               Continuous  rotation.SKI2.3
       90                   0            1            1               Continuous  rotation.SKI2.evening.1
       91                   0            1            1               Continuous  rotation.SKI3.1
       92                   0            1            1               Continuous  rotation.SKI3.2
       93                   0            1            0               Continuous  rotation.SKI3.3
       94                   0            1            0               Continuous  rotation.SKI3.evening.1
Rows
    Index Status        Lower        Upper       Primal         Dual  Name
        0                   2            2            2               seats.20260105T0800
        1                   2            2            2               seats.20260106T0800
        2                   2            2            2               seats.20260107T0800
        3                   2            2            2               seats.20260108T0800
        4                   1            1            1               seats.20260108T1600
        5                   2            2            2               seats.20260109T0800
        6                -inf            9            7               capacity.779.2026W02
        7                -inf            9            7               capacity.779
        8                   0            0            0               shares.665
        9                   0            0            0               shares.779
       10                   0            0            0               burdens.665.evening
       11                   0            0            0               burdens.779.evening
       12                   0            0            0               rhythm.665.2026W02
       13                -inf            4            4               rhythm_early.665.2026W02
       14                   3          inf            4               rhythm_late.665.2026W02
       15                   0            0            0               rhythm.779.2026W02
       16                -inf            8            7               rhythm_early.779.2026W02
       17                   7          inf            7               rhythm_late.779.2026W02
       18                   0            0            0               tie.665.20260105T0800
       19                   0            0            0               tie.665.20260106T0800
       20                   0            0            0               tie.665.20260107T0800
       21                   0            0            0               tie.665.20260108T0800
       22                   0            0            0               tie.665.20260108T1600
       23                   0            0            0               tie.665.20260109T0800
       24                   0            0            0               tie.779.20260105T0800
       25                   0            0            0               tie.779.20260106T0800
       26                   0            0            0               tie.779.20260107T0800
       27                   0            0            0               tie.779.20260108T0800
       28                   0            0            0               tie.779.20260108T1600
       29                   0            0            0               tie.779.20260109T0800
       30                -inf            1            1               shifts_per_day.LEM1.20260108
       31                -inf            3            2               shifts_per_week.LEM1.2026W02
       32                -inf            1            0               shifts_per_day.LEM2.20260108
       33                -inf            3            2               shifts_per_week.LEM2.2026W02
       34                -inf            1            1               shifts_per_day.SKI1.20260108
       35                -inf            3            3               shifts_per_week.SKI1.2026W02
       36                -inf            1            1               shifts_per_day.SKI2.20260108
       37                -inf            3            2               shifts_per_week.SKI2.2026W02
       38                -inf            1            0               shifts_per_day.SKI3.20260108
       39                -inf            3            2               shifts_per_week.SKI3.2026W02
       40                   0            0            0               rotation.LEM1
       41                   0            0            0               rotation.LEM1.evening
       42                   0            0            0               rotation.LEM2
       43                   0            0            0               rotation.LEM2.evening
       44                   0            0            0               rotation.SKI1
       45                   0            0            0               rotation.SKI1.evening
       46                   0            0            0               rotation.SKI2
       47                   0            0            0               rotation.SKI2.evening
       48                   0            0            0               rotation.SKI3
       49                   0            0            0               rotation.SKI3.evening
       50                -inf           26           26               hold.rotation

Model status: Optimal

Objective value: 0
