objective value:                                    0
shift.a1.20260106T0800                              1 	(obj:0)
manned.101.20260106T0800                            1 	(obj:0)

objective value:                                    1
shift.a1.20260106T0800                              1 	(obj:0)
