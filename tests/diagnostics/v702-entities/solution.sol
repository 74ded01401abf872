<?xml version="1.0"?>
<!DOCTYPE bomb [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<CPLEXSolution version="1.2">
 <variables>
  <variable name="&b;" index="0" value="1"/>
 </variables>
</CPLEXSolution>
