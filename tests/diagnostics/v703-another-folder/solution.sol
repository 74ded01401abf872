# Solution for model vagtplan
# Objective value = 0
manned.101.20260106T0800 1
shift.LEM1.20260106T0800 1
