<?xml version = "1.0" encoding="UTF-8" standalone="yes"?>
<CPLEXSolution version="1.2">
 <variables>
  <variable name="shift.a1.20260106T0800" index="69" value="1"/>
