Optimal - objective value 0.00000000
      2 manned.101.20260106T0800                 1                       0
      8 manned.102.20260105T0800                 2                       0
     70 shift.a1.20260106T0800                   1                       0
     76 shift.b1.20260105T0800                   1                       0
