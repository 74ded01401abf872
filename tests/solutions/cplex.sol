<?xml version = "1.0" encoding="UTF-8" standalone="yes"?>
<CPLEXSolution version="1.2">
 <header
   problemName="f.mps"
   solutionName="incumbent"
   solutionIndex="-1"
   objectiveValue="0"
   solutionTypeValue="3"
   solutionTypeString="primal"
   solutionStatusValue="101"
   solutionStatusString="integer optimal solution"
   solutionMethodString="mip"
   primalFeasible="1"
   dualFeasible="1"
   MIPNodes="0"
   MIPIterations="29"
   writeLevel="1"/>
 <quality
   epInt="1.0000000000000001e-05"
   epRHS="9.9999999999999995e-07"
   maxIntInfeas="0"
   maxPrimalInfeas="0"
   maxX="7"
   maxSlack="2"/>
 <linearConstraints>
  <constraint name="seats.20260105T0800" index="0" slack="0"/>
  <constraint name="seats.20260106T0800" index="1" slack="0"/>
  <constraint name="seats.20260107T0800" index="2" slack="0"/>
  <constraint name="seats.20260108T0800" index="3" slack="0"/>
  <constraint name="seats.20260108T1600" index="4" slack="0"/>
  <constraint name="seats.20260109T0800" index="5" slack="0"/>
  <constraint name="capacity.779.2026W02" index="6" slack="2"/>
  <constraint name="capacity.779" index="7" slack="2"/>
  <constraint name="shares.665" index="8" slack="0"/>
  <constraint name="shares.779" index="9" slack="0"/>
  <constraint name="burdens.665.evening" index="10" slack="0"/>
  <constraint name="burdens.779.evening" index="11" slack="0"/>
  <constraint name="rhythm.665.2026W02" index="12" slack="0"/>
  <constraint name="rhythm_early.665.2026W02" index="13" slack="0"/>
  <constraint name="rhythm_late.665.2026W02" index="14" slack="-1"/>
  <constraint name="rhythm.779.2026W02" index="15" slack="0"/>
  <constraint name="rhythm_early.779.2026W02" index="16" slack="1"/>
  <constraint name="rhythm_late.779.2026W02" index="17" slack="0"/>
  <constraint name="tie.665.20260105T0800" index="18" slack="0"/>
  <constraint name="tie.665.20260106T0800" index="19" slack="0"/>
  <constraint name="tie.665.20260107T0800" index="20" slack="0"/>
  <constraint name="tie.665.20260108T0800" index="21" slack="0"/>
  <constraint name="tie.665.20260108T1600" index="22" slack="0"/>
  <constraint name="tie.665.20260109T0800" index="23" slack="0"/>
  <constraint name="tie.779.20260105T0800" index="24" slack="0"/>
  <constraint name="tie.779.20260106T0800" index="25" slack="0"/>
  <constraint name="tie.779.20260107T0800" index="26" slack="0"/>
  <constraint name="tie.779.20260108T0800" index="27" slack="0"/>
  <constraint name="tie.779.20260108T1600" index="28" slack="0"/>
  <constraint name="tie.779.20260109T0800" index="29" slack="0"/>
  <constraint name="shifts_per_day.LEM1.20260108" index="30" slack="0"/>
  <constraint name="shifts_per_week.LEM1.2026W02" index="31" slack="1"/>
  <constraint name="shifts_per_day.LEM2.20260108" index="32" slack="1"/>
  <constraint name="shifts_per_week.LEM2.2026W02" index="33" slack="1"/>
  <constraint name="shifts_per_day.SKI1.20260108" index="34" slack="0"/>
  <constraint name="shifts_per_week.SKI1.2026W02" index="35" slack="0"/>
  <constraint name="shifts_per_day.SKI2.20260108" index="36" slack="1"/>
  <constraint name="shifts_per_week.SKI2.2026W02" index="37" slack="1"/>
  <constraint name="shifts_per_day.SKI3.20260108" index="38" slack="0"/>
  <constraint name="shifts_per_week.SKI3.2026W02" index="39" slack="1"/>
  <constraint name="rotation.LEM1" index="40" slack="0"/>
  <constraint name="rotation.LEM1.evening" index="41" slack="0"/>
  <constraint name="rotation.LEM2" index="42" slack="0"/>
  <constraint name="rotation.LEM2.evening" index="43" slack="0"/>
  <constraint name="rotation.SKI1" index="44" slack="0"/>
  <constraint name="rotation.SKI1.evening" index="45" slack="0"/>
  <constraint name="rotation.SKI2" index="46" slack="0"/>
  <constraint name="rotation.SKI2.evening" index="47" slack="0"/>
  <constraint name="rotation.SKI3" index="48" slack="0"/>
  <constraint name="rotation.SKI3.evening" index="49" slack="0"/>
  <constraint name="hold.rotation" index="50" slack="0"/>
 </linearConstraints>
 <variables>
  <variable name="manned.665.20260105T0800" index="0" value="1"/>
  <variable name="manned.665.20260106T0800" index="1" value="1"/>
  <variable name="manned.665.20260107T0800" index="2" value="1"/>
  <variable name="manned.665.20260108T0800" index="3" value="1"/>
  <variable name="manned.665.20260108T1600" index="4" value="0"/>
  <variable name="manned.665.20260109T0800" index="5" value="0"/>
  <variable name="manned.779.20260105T0800" index="6" value="1"/>
  <variable name="manned.779.20260106T0800" index="7" value="1"/>
  <variable name="manned.779.20260107T0800" index="8" value="1"/>
  <variable name="manned.779.20260108T0800" index="9" value="1"/>
  <variable name="manned.779.20260108T1600" index="10" value="1"/>
  <variable name="manned.779.20260109T0800" index="11" value="2"/>
  <variable name="unfilled.20260105T0800.1" index="12" value="0"/>
  <variable name="unfilled.20260105T0800.2" index="13" value="0"/>
  <variable name="unfilled.20260106T0800.1" index="14" value="0"/>
  <variable name="unfilled.20260106T0800.2" index="15" value="0"/>
  <variable name="unfilled.20260107T0800.1" index="16" value="0"/>
  <variable name="unfilled.20260107T0800.2" index="17" value="0"/>
  <variable name="unfilled.20260108T0800.1" index="18" value="0"/>
  <variable name="unfilled.20260108T0800.2" index="19" value="0"/>
  <variable name="unfilled.20260108T1600.1" index="20" value="0"/>
  <variable name="unfilled.20260109T0800.1" index="21" value="0"/>
  <variable name="unfilled.20260109T0800.2" index="22" value="0"/>
  <variable name="shares.665.1" index="23" value="1"/>
  <variable name="shares.665.2" index="24" value="1"/>
  <variable name="shares.665.3" index="25" value="1"/>
  <variable name="shares.665.4" index="26" value="1"/>
  <variable name="shares.665.5" index="27" value="0"/>
  <variable name="shares.665.6" index="28" value="0"/>
  <variable name="shares.779.1" index="29" value="1"/>
  <variable name="shares.779.2" index="30" value="1"/>
  <variable name="shares.779.3" index="31" value="1"/>
  <variable name="shares.779.4" index="32" value="1"/>
  <variable name="shares.779.5" index="33" value="1"/>
  <variable name="shares.779.6" index="34" value="1"/>
  <variable name="shares.779.7" index="35" value="1"/>
  <variable name="shares.779.8" index="36" value="0"/>
  <variable name="shares.779.9" index="37" value="0"/>
  <variable name="burdens.665.evening.1" index="38" value="0"/>
  <variable name="burdens.779.evening.1" index="39" value="1"/>
  <variable name="so_far.665.2026W02" index="40" value="4"/>
  <variable name="early.665.2026W02" index="41" value="0"/>
  <variable name="late.665.2026W02" index="42" value="0"/>
  <variable name="so_far.779.2026W02" index="43" value="7"/>
  <variable name="early.779.2026W02" index="44" value="0"/>
  <variable name="late.779.2026W02" index="45" value="0"/>
  <variable name="shift.LEM1.20260105T0800" index="46" value="-0"/>
  <variable name="shift.LEM1.20260106T0800" index="47" value="0"/>
  <variable name="shift.LEM1.20260107T0800" index="48" value="1"/>
  <variable name="shift.LEM1.20260108T0800" index="49" value="1"/>
  <variable name="shift.LEM1.20260108T1600" index="50" value="0"/>
  <variable name="shift.LEM2.20260105T0800" index="51" value="1"/>
  <variable name="shift.LEM2.20260106T0800" index="52" value="1"/>
  <variable name="shift.LEM2.20260107T0800" index="53" value="-0"/>
  <variable name="shift.LEM2.20260108T0800" index="54" value="-0"/>
  <variable name="shift.LEM2.20260108T1600" index="55" value="0"/>
  <variable name="shift.LEM2.20260109T0800" index="56" value="-0"/>
  <variable name="shift.SKI1.20260105T0800" index="57" value="1"/>
  <variable name="shift.SKI1.20260106T0800" index="58" value="-0"/>
  <variable name="shift.SKI1.20260107T0800" index="59" value="0"/>
  <variable name="shift.SKI1.20260108T0800" index="60" value="0"/>
  <variable name="shift.SKI1.20260108T1600" index="61" value="1"/>
  <variable name="shift.SKI1.20260109T0800" index="62" value="1"/>
  <variable name="shift.SKI2.20260105T0800" index="63" value="-0"/>
  <variable name="shift.SKI2.20260106T0800" index="64" value="1"/>
  <variable name="shift.SKI2.20260107T0800" index="65" value="1"/>
  <variable name="shift.SKI2.20260108T0800" index="66" value="-0"/>
  <variable name="shift.SKI2.20260108T1600" index="67" value="-0"/>
  <variable name="shift.SKI2.20260109T0800" index="68" value="-0"/>
  <variable name="shift.SKI3.20260105T0800" index="69" value="-0"/>
  <variable name="shift.SKI3.20260106T0800" index="70" value="-0"/>
  <variable name="shift.SKI3.20260107T0800" index="71" value="-0"/>
  <variable name="shift.SKI3.20260108T0800" index="72" value="1"/>
  <variable name="shift.SKI3.20260108T1600" index="73" value="-0"/>
  <variable name="shift.SKI3.20260109T0800" index="74" value="1"/>
  <variable name="rotation.LEM1.1" index="75" value="1"/>
  <variable name="rotation.LEM1.2" index="76" value="1"/>
  <variable name="rotation.LEM1.3" index="77" value="0"/>
  <variable name="rotation.LEM1.evening.1" index="78" value="0"/>
  <variable name="rotation.LEM2.1" index="79" value="1"/>
  <variable name="rotation.LEM2.2" index="80" value="1"/>
  <variable name="rotation.LEM2.3" index="81" value="0"/>
  <variable name="rotation.LEM2.evening.1" index="82" value="0"/>
  <variable name="rotation.SKI1.1" index="83" value="1"/>
  <variable name="rotation.SKI1.2" index="84" value="1"/>
  <variable name="rotation.SKI1.3" index="85" value="1"/>
  <variable name="rotation.SKI1.evening.1" index="86" value="1"/>
  <variable name="rotation.SKI2.1" index="87" value="1"/>
  <variable name="rotation.SKI2.2" index="88" value="1"/>
  <variable name="rotation.SKI2.3" index="89" value="0"/>
  <variable name="rotation.SKI2.evening.1" index="90" value="-0"/>
  <variable name="rotation.SKI3.1" index="91" value="1"/>
  <variable name="rotation.SKI3.2" index="92" value="1"/>
  <variable name="rotation.SKI3.3" index="93" value="0"/>
  <variable name="rotation.SKI3.evening.1" index="94" value="-0"/>
 </variables>
</CPLEXSolution>
