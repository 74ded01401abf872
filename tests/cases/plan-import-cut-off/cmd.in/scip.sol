objective value:                                    0
shift.SKI3.20260108T1600                            1 	(obj:0)
shift.LEM1.20260106T0800                            1 	(obj:0)
shift.LEM1.20260108T0800                            1 	(obj:0)
shift.LEM2.20260105T0800                            1 	(obj:0)
shift.LEM2.20260109T0800                            1 	(obj:0)
