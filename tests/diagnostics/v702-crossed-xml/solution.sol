<CPLEXSolution version="1.2">
 <variables>
 </CPLEXSolution>
