//! LibreOffice as somebody who fills in workbooks: cells are typed into, rows inserted, sheets renamed, and the file saved.
//!
//! In: orders, a line each: `open PATH`, `text SHEET CELL TEXT`, `type SHEET CELL INPUT`, `merge SHEET AREA`, `rename SHEET NAME`,
//! `column SHEET INDEX`, `save PATH`, their parts separated by tabs. Out: the files.

use std::fs;
use std::path::Path;
use std::process::Command;

const LIBRARY: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Desk"/>
</library:library>
"#;

/// What carries the orders out, in LibreOffice's own language.
const MACRO: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Desk" script:language="StarBasic">
Sub Work(orders As String)
  Dim file As Integer
  Dim order As String
  Dim parts
  Dim doc
  Dim args(0) As New com.sun.star.beans.PropertyValue
  Dim how(0) As New com.sun.star.beans.PropertyValue
  args(0).Name = "Hidden"
  args(0).Value = True
  how(0).Name = "FilterName"
  how(0).Value = "Calc MS Excel 2007 XML"
  file = FreeFile
  Open orders For Input As #file
  Do While Not EOF(file)
    Line Input #file, order
    parts = Split(order, Chr(9))
    Select Case parts(0)
      Case "open"
        doc = StarDesktop.loadComponentFromURL(ConvertToURL(parts(1)), "_blank", 0, args())
      Case "text"
        doc.Sheets.getByName(parts(1)).getCellRangeByName(parts(2)).setString(parts(3))
      Case "type"
        doc.Sheets.getByName(parts(1)).getCellRangeByName(parts(2)).setFormula(parts(3))
      Case "merge"
        doc.Sheets.getByName(parts(1)).unprotect("")
        doc.Sheets.getByName(parts(1)).getCellRangeByName(parts(2)).merge(True)
      Case "rename"
        doc.Sheets.getByName(parts(1)).setName(parts(2))
      Case "column"
        doc.Sheets.getByName(parts(1)).unprotect("")
        doc.Sheets.getByName(parts(1)).Columns.insertByIndex(CInt(parts(2)), 1)
      Case "free"
        doc.Sheets.getByName(parts(1)).unprotect("")
      Case "save"
        doc.storeToURL(ConvertToURL(parts(1)), how())
        doc.close(True)
    End Select
  Loop
  Close #file
End Sub
</script:module>
"#;

/// Whether there is LibreOffice; where tests are run for everybody, there is.
pub fn is_there() -> bool {
    let found = Command::new("soffice").arg("--version").output().is_ok();
    if !found {
        assert!(std::env::var_os("CI").is_none(), ".ci/viewers installs soffice");
        eprintln!("skipped: soffice is not installed; .ci/viewers installs it");
    }
    found
}

/// Carries the orders out, in a place of its own.
pub fn work(place: &Path, orders: &[String]) {
    let profile = place.join("office");
    let office = |argument: &str| {
        let user = format!("-env:UserInstallation=file://{}", profile.display());
        let done = Command::new("soffice").args(["--headless", "--norestore", &user, argument]).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    let library = profile.join("user/basic/Standard");
    if !library.exists() {
        // The first start lays out a profile, with an empty library that the next one finds filled.
        office("macro:///Standard.Module1.Main");
        fs::write(library.join("script.xlb"), LIBRARY).unwrap();
        fs::write(library.join("Desk.xba"), MACRO).unwrap();
    }
    let list = place.join("orders.txt");
    fs::write(&list, orders.join("\n")).unwrap();
    office(&format!("macro:///Standard.Desk.Work(\"{}\")", list.display()));
}
