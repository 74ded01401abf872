Columns
    Index Status        Lower        Upper       Primal         Dual  Type        Name
        0                   0            2            2                Continuous  manned.101.20260106T0800
       69                   0            1            2                Integer     shift.a1.20260106T0800
       92                   0            2        1e+12                Integer     shift.p1.20260106T0800
       93                   0            2           -1                Integer     shift.p1.20260107T0800
Rows
    Index Status        Lower        Upper       Primal         Dual  Name
        0                   2            2            2             seats.20260106T0800

Model status: Optimal

Objective value: 0
