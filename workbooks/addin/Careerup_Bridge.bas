Option Explicit
' Starts and reaches the Python server through xlwings' DLL: one pythonw for all workbooks, no command shell.
' After xlwings (xlwings_custom_addin.bas), Copyright (C) 2014 - present, Zoomer Analytics GmbH, BSD 3-Clause; its licence is on the sheet.
#If Win64 Then
Private Const DllName As String = "xlwings64-@VER@.dll"
Private Declare PtrSafe Function ActivateServer Lib "xlwings64-@VER@.dll" Alias "XLPyDLLActivateAuto" (ByRef Result As Variant, Optional ByVal Config As String = "", Optional ByVal Mode As Long = 1) As Long
#Else
Private Const DllName As String = "xlwings32-@VER@.dll"
Private Declare PtrSafe Function ActivateServer Lib "xlwings32-@VER@.dll" Alias "XLPyDLLActivateAuto" (ByRef Result As Variant, Optional ByVal Config As String = "", Optional ByVal Mode As Long = 1) As Long
#End If
Private Declare PtrSafe Function LoadLibraryW Lib "kernel32" (ByVal FileName As LongPtr) As LongPtr
Private ServerText As String
Private Busy As Boolean

Public Function Careerup_Setting(ByVal Key As String) As String
    Dim Row As Long
    Row = 1
    Do While ThisWorkbook.Worksheets(1).Cells(Row, 1).Value <> ""
        If ThisWorkbook.Worksheets(1).Cells(Row, 1).Value = Key Then
            Careerup_Setting = ThisWorkbook.Worksheets(1).Cells(Row, 2).Value
            Exit Function
        End If
        Row = Row + 1
    Loop
End Function

Public Function Careerup_Server() As Object
    Dim Result As Variant
    If ServerText = "" Then ServerText = Careerup_ServerText()
    If ActivateServer(Result, ServerText, 1) <> 0 Then Err.Raise vbObjectError + 3, "careerup", Careerup_Setting("no_server")
    Set Careerup_Server = Result
End Function

Private Function Careerup_ServerText() As String
    ' Once in a session: all that can be missing is looked for before Windows could keep Excel waiting.
    Dim Python As String, Dll As String
    Python = Careerup_Setting("python")
    Dll = Left(Python, InStrRev(Python, "\")) & DllName
    If Not Careerup_Exists(Dll) Then Err.Raise vbObjectError + 2, "careerup", Careerup_Setting("no_dll")
    If LoadLibraryW(StrPtr(Dll)) = 0 Then Err.Raise vbObjectError + 2, "careerup", Careerup_Setting("no_dll")
    Careerup_ServerText = Careerup_Setting("clsid")
    If Careerup_ServerText <> "" Then Exit Function
    If Not Careerup_Exists(Python) Then Err.Raise vbObjectError + 1, "careerup", Careerup_Setting("no_python")
    ' -P: Excel's current folder is often that of the workbook just opened; no Python file is taken from there.
    Careerup_ServerText = Chr(34) & Python & Chr(34) & " -B -P -c ""import xlwings; xlwings.serve('$(CLSID)')"""
End Function

Public Function Careerup_Exists(ByVal Path As String) As Boolean
    If Path = "" Then Exit Function
    Careerup_Exists = CreateObject("Scripting.FileSystemObject").FileExists(Path)
End Function

Public Function Careerup_Call(ByVal Name As String, ByVal Arguments As Variant) As Variant
    On Error GoTo Failed
    ' No workbook is handed over: xlwings would look for code embedded in it.
    Careerup_Call = Careerup_Server().CallUDF("xl.udfs", Name, Arguments, Nothing, Application.Caller)
    Exit Function
Failed:
    Careerup_Call = ChrW(8251) & Careerup_Reason("no_answer")
End Function

Private Function Careerup_Reason(ByVal Key As String) As String
    ' Our own sentences pass; what others say in English or as a traceback is told by its number.
    If Err.Source = "careerup" Then
        Careerup_Reason = Err.Description
    Else
        Careerup_Reason = " (" & Err.Number & ")"
        Careerup_Reason = Careerup_Setting(Key) & Careerup_Reason
    End If
End Function

Public Sub Careerup_Run(ByVal Id As String)
    Dim Server As Object
    If Busy Then
        MsgBox Careerup_Setting("busy"), vbInformation, Careerup_Setting("title")
        Exit Sub
    End If
    If ActiveWorkbook Is Nothing Then
        MsgBox Careerup_Setting("no_book"), vbInformation, Careerup_Setting("title")
        Exit Sub
    End If
    On Error GoTo Failed
    Busy = True
    Application.StatusBar = Careerup_Setting("running")
    ' A long run brings no "waiting for another application"; Esc is read by Python and must not stop this Sub half-way.
    Application.DisplayAlerts = False
    Application.EnableCancelKey = xlDisabled
    Set Server = Careerup_Server()
    Server.SetAttr Server.Module("xlwings._xlwindows"), "BOOK_CALLER", ActiveWorkbook
    Server.Exec "import xl.ribbon; xl.ribbon.press('" & Id & "')"
Done:
    Application.EnableCancelKey = xlInterrupt
    Application.DisplayAlerts = True
    Application.StatusBar = False
    Busy = False
    Exit Sub
Failed:
    MsgBox Careerup_Reason("failed"), vbExclamation, Careerup_Setting("title")
    Resume Done
End Sub
