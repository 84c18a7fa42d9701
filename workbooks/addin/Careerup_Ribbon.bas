Option Explicit
Private Ribbon As IRibbonUI
Private Events As Careerup_Events
Private Described As Boolean

Public Sub Careerup_OnLoad(ByVal Control As IRibbonUI)
    Set Ribbon = Control
    Set Events = New Careerup_Events
End Sub

Public Sub Careerup_OnAction(ByVal Control As IRibbonControl)
    Careerup_Run Control.Id
End Sub

Public Sub Careerup_GetEnabled(ByVal Control As IRibbonControl, ByRef Enabled As Variant)
    Enabled = Not (ActiveWorkbook Is Nothing)
End Sub

Public Sub Careerup_Refresh()
    ' Not at Excel's start: it takes no description while no workbook is open.
    If Not Described And Not (ActiveWorkbook Is Nothing) Then
        Described = True
        Careerup_Describe
    End If
    If Not Ribbon Is Nothing Then Ribbon.Invalidate
End Sub

Private Sub Careerup_Describe()
    ' Help of the function wizard; Excel may refuse it for a hidden add-in, the functions work without.
    Dim Row As Long
    On Error Resume Next
    For Row = 1 To 99
        If ThisWorkbook.Worksheets(1).Cells(Row, 4).Value = "" Then Exit For
        Application.MacroOptions Macro:=ThisWorkbook.Worksheets(1).Cells(Row, 4).Value, Description:=ThisWorkbook.Worksheets(1).Cells(Row, 5).Value, Category:=Careerup_Setting("title"), ArgumentDescriptions:=Split(ThisWorkbook.Worksheets(1).Cells(Row, 6).Value, vbLf)
    Next Row
End Sub
