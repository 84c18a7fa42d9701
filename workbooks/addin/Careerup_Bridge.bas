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
Private Declare PtrSafe Function GetFileAttributesW Lib "kernel32" (ByVal FileName As LongPtr) As Long
Private Declare PtrSafe Function MessageBoxW Lib "user32" (ByVal Window As LongPtr, ByVal Text As LongPtr, ByVal Caption As LongPtr, ByVal Kind As Long) As Long
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
    ' xlwings would bring pandas and numpy, which nothing here needs: the first formula would wait for them.
    Careerup_ServerText = "import sys; sys.modules['pandas'] = sys.modules['numpy'] = None; import xlwings; "
    Careerup_ServerText = Careerup_ServerText & "del sys.modules['pandas'], sys.modules['numpy']; xlwings.serve('$(CLSID)')"
    Careerup_ServerText = Chr(34) & Python & Chr(34) & " -B -P -c " & Chr(34) & Careerup_ServerText & Chr(34)
End Function

Public Function Careerup_Exists(ByVal Path As String) As Boolean
    ' Its second last bit tells a folder; -1 that there is nothing.
    If Path = "" Then Exit Function
    Careerup_Exists = ((GetFileAttributesW(StrPtr(Path)) And 16) = 0)
End Function

Public Function Careerup_Say(ByVal Text As String, ByVal Kind As Long) As Long
    ' Not MsgBox: it shows names outside the system's code page as question marks.
    Dim Title As String
    Title = Careerup_Setting("title")
    Careerup_Say = MessageBoxW(Application.Hwnd, StrPtr(Text), StrPtr(Title), Kind)
End Function

Public Function Careerup_Call(ByVal Name As String, ByVal Arguments As Variant) As Variant
    Dim Values As Variant
    On Error GoTo Failed
    Values = Careerup_Values(Arguments)
    ' No workbook is handed over: xlwings would look for code embedded in it. No caller either: Python would ask it back.
    Careerup_Call = Careerup_Server().CallUDF("xl.udfs", Name, Values, Nothing, Nothing)
    Exit Function
Failed:
    Careerup_Call = ChrW(8251) & Careerup_Reason("no_answer", Err.Number, Err.Source, Err.Description)
End Function

Public Function Careerup_Values(ByVal Arguments As Variant) As Variant
    ' Values instead of cells: each cell handed over would be asked back from Python some twenty times.
    ' Whole columns end at their last value, all at the same row.
    Dim Number As Long, Last As Long, Cells As Object, Values As Variant
    Values = Arguments
    For Number = LBound(Values) To UBound(Values)
        If TypeName(Arguments(Number)) = "Range" Then
            If Careerup_Whole(Arguments(Number)) Then Last = Application.WorksheetFunction.Max(Last, Careerup_Filled(Arguments(Number)))
        End If
    Next Number
    For Number = LBound(Values) To UBound(Values)
        If TypeName(Arguments(Number)) = "Range" Then
            Set Cells = Arguments(Number)
            If Careerup_Whole(Cells) Then Set Cells = Cells.Resize(Last)
            Values(Number) = Cells.Value
        End If
    Next Number
    Careerup_Values = Values
End Function

Private Function Careerup_Whole(ByVal Cells As Object) As Boolean
    Careerup_Whole = (Cells.Rows.Count = Cells.Worksheet.Rows.Count)
End Function

Private Function Careerup_Filled(ByVal Cells As Object) As Long
    ' Counted in the values: End(xlUp) would stop above what a filter hides.
    Careerup_Filled = Careerup_LastRow(Cells.Resize(Cells.Worksheet.UsedRange.Row + Cells.Worksheet.UsedRange.Rows.Count - 1))
End Function

Private Function Careerup_Reason(ByVal Key As String, ByVal Number As Long, ByVal Source As String, ByVal Text As String) As String
    ' Our own sentences pass; what others say in English or as a traceback is told by its number.
    If Source = "careerup" Then
        Careerup_Reason = Text
    ElseIf Number = -2146777998 Then
        Careerup_Reason = Careerup_Setting("editing")
    Else
        Careerup_Reason = Careerup_Setting(Key)
        Careerup_Reason = Careerup_Reason & " (" & Number & ")"
    End If
End Function

Private Function Careerup_Protected() As Boolean
    ' A mail attachment in front that is not open for editing: the active workbook is another one, behind it.
    On Error Resume Next
    Careerup_Protected = Not (Application.ActiveProtectedViewWindow Is Nothing)
End Function

Private Function Careerup_Refusal() As String
    ' Why no button can run now, or nothing.
    If Busy Then
        Careerup_Refusal = Careerup_Setting("busy")
    ElseIf Careerup_Protected() Then
        Careerup_Refusal = Careerup_Setting("protected_view")
    ElseIf ActiveWorkbook Is Nothing Then
        Careerup_Refusal = Careerup_Setting("no_book")
    ElseIf ActiveWorkbook.Worksheets.Count = 0 Then
        Careerup_Refusal = Careerup_Setting("no_book")
    End If
End Function

Public Sub Careerup_Run(ByVal Id As String)
    Dim Message As String, Kind As Long, Calculation As Long, Events As Boolean
    If Careerup_Refusal() <> "" Then
        Careerup_Say Careerup_Refusal(), vbInformation
        Exit Sub
    End If
    Events = Application.EnableEvents
    On Error GoTo Failed
    Busy = True
    Kind = vbInformation
    Calculation = Application.Calculation
    Application.StatusBar = Careerup_Setting("running")
    ' A long run brings no "waiting for another application"; Esc is read by Python and must not stop this Sub half-way.
    Application.DisplayAlerts = False
    Application.EnableCancelKey = xlDisabled
    ' Each block written would run the clerk's own macros and work the whole book out again, our formulas with it.
    Application.ScreenUpdating = False
    Application.EnableEvents = False
    Application.Calculation = xlCalculationManual
    Message = Careerup_Press(Id, ActiveWorkbook)
Done:
    On Error Resume Next
    If Calculation <> 0 Then Application.Calculation = Calculation
    Application.EnableEvents = Events
    Application.ScreenUpdating = True
    Application.EnableCancelKey = xlInterrupt
    Application.DisplayAlerts = True
    Application.StatusBar = False
    If Message <> "" Then Careerup_Say Message, Kind
    Busy = False
    Exit Sub
Failed:
    Message = Careerup_Reason("failed", Err.Number, Err.Source, Err.Description)
    Kind = vbExclamation
    Resume Done
End Sub
