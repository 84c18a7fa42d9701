Option Explicit
Private Ribbon As IRibbonUI
Private Events As Careerup_Events

Public Sub Careerup_OnLoad(ByVal Control As IRibbonUI)
    Set Ribbon = Control
    Set Events = New Careerup_Events
    Careerup_Describe
End Sub

Public Sub Careerup_OnAction(ByVal Control As IRibbonControl)
    Careerup_Run Control.Id
End Sub

Public Sub Careerup_GetEnabled(ByVal Control As IRibbonControl, ByRef Enabled As Variant)
    Enabled = Not (ActiveWorkbook Is Nothing)
End Sub

Public Sub Careerup_Refresh()
    If Not Ribbon Is Nothing Then Ribbon.Invalidate
End Sub

Public Sub Careerup_Describe()
    ' Help of the function wizard; Excel may refuse it for a hidden add-in, the functions work without.
    Dim Row As Long
    On Error Resume Next
    Row = 1
    Do While ThisWorkbook.Worksheets(1).Cells(Row, 4).Value <> ""
        Application.MacroOptions Macro:=ThisWorkbook.Worksheets(1).Cells(Row, 4).Value, Description:=ThisWorkbook.Worksheets(1).Cells(Row, 5).Value, Category:="careerup", ArgumentDescriptions:=Split(ThisWorkbook.Worksheets(1).Cells(Row, 6).Value, vbLf)
        Row = Row + 1
    Loop
End Sub
