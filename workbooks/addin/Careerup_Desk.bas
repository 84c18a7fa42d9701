Option Explicit
' Excel's side of a button: reads what the button asks for, hands it to Python in one call, does the steps that come back.
' It decides nothing. An answer of Python is one flat list, read from left to right.
Private Answer As Variant
Private Place As Long
Private Kept As Variant
Private Count As Long

Public Function Careerup_Press(ByVal Id As String, ByVal Book As Object) As String
    ' Returns the one sentence to show at the end.
    Dim Server As Object
    Set Server = Careerup_Server()
    Place = 0
    Answer = Server.CallUDF("xl.ribbon", "pressed", Array(Id, Careerup_Read(Book, Careerup_Setting("reads." & Id))), Nothing, Nothing)
    Do While Careerup_Next() = "ask"
        Answer = Server.CallUDF("xl.ribbon", "told", Array(Careerup_Told(Book)), Nothing, Nothing)
        Place = 0
    Loop
    Careerup_Press = Careerup_Apply(Book)
End Function

Private Function Careerup_Next() As Variant
    Careerup_Next = Answer(LBound(Answer) + Place)
    Place = Place + 1
End Function

' ---------------------------------------------------------------- reading

Public Function Careerup_Read(ByVal Book As Object, ByVal Wanted As String) As Variant
    Dim Sheet As Object, Front As Object, Sheets As Variant, Number As Long
    Set Front = Book.ActiveSheet
    ReDim Sheets(0 To Book.Worksheets.Count - 1)
    For Each Sheet In Book.Worksheets
        Sheets(Number) = Careerup_Sheet(Sheet, Wanted)
        Number = Number + 1
    Next Sheet
    Careerup_Read = Array(Book.Name, Book.FullName, Careerup_Shared(Book), Front.Name, Array(Book.Worksheets(1).Rows.Count, Book.Worksheets(1).Columns.Count), Careerup_Areas(), Careerup_Hidden(Front), Sheets)
End Function

Private Function Careerup_Shared(ByVal Book As Object) As Boolean
    ' An Excel before 2016 knows no AutoSave.
    On Error Resume Next
    Careerup_Shared = Book.AutoSaveOn
End Function

Private Function Careerup_Sheet(ByVal Sheet As Object, ByVal Wanted As String) As Variant
    Dim Used As Object, Values As Variant, Merges As Variant, Filled As Boolean
    Set Used = Sheet.UsedRange
    ' Where its findings stand now, also while the clerk lets nothing be worked out.
    If Sheet.Name = Careerup_Setting("reads.ClearMarks") Then Sheet.Calculate
    Filled = (Application.WorksheetFunction.CountA(Used) > 0)
    If Filled And ((Wanted = "*" And Sheet.Visible = xlSheetVisible) Or Wanted = Sheet.Name) Then
        Set Used = Used.Resize(Careerup_LastRow(Used))
        If CDbl(Used.Rows.Count) * Used.Columns.Count <= CDbl(Careerup_Setting("most_cells")) Then
            Values = Used.Value
            If Not IsArray(Values) Then Values = Array(Values)
            Merges = Careerup_Merges(Used)
        End If
    End If
    Careerup_Sheet = Array(Sheet.Name, Sheet.Visible, Used.Row, Used.Column, Used.Rows.Count, Used.Columns.Count, Values, Merges, Sheet.Range("A1:E10").Value, Filled)
End Function

Public Function Careerup_LastRow(ByVal Cells As Object) As Long
    ' The last row that holds something, counted within the cells: formats alone may reach the end of the sheet.
    Dim Low As Long, High As Long, Middle As Long
    Low = 1
    High = Cells.Rows.Count
    Do While Low < High
        Middle = (Low + High) \ 2
        If Application.WorksheetFunction.CountA(Cells.Rows(Middle + 1).Resize(High - Middle)) = 0 Then High = Middle Else Low = Middle + 1
    Loop
    Careerup_LastRow = Low
End Function

Private Function Careerup_Merges(ByVal Used As Object) As Variant
    ' Row, column, rows, columns of each merged area among the first rows, where headings stand.
    Dim Top As Object, Cell As Object, Found As Variant, Number As Long
    Set Top = Used.Resize(Application.WorksheetFunction.Min(30, Used.Rows.Count))
    If Not IsNull(Top.MergeCells) Then
        If Not Top.MergeCells Then Exit Function
    End If
    ReDim Found(0 To 4 * Top.Rows.Count * Top.Columns.Count - 1)
    For Each Cell In Top.Cells
        If Cell.MergeCells Then
            If Cell.MergeArea.Row = Cell.Row And Cell.MergeArea.Column = Cell.Column Then Careerup_Corners Cell.MergeArea, Found, Number
        End If
    Next Cell
    If Number = 0 Then Exit Function
    ReDim Preserve Found(0 To Number - 1)
    Careerup_Merges = Found
End Function

Private Function Careerup_Areas() As Variant
    ' Row, column, rows, columns of each area of the selection; nothing where a picture or a chart is selected.
    Dim Area As Object, Found As Variant, Number As Long
    If TypeName(Selection) <> "Range" Then Exit Function
    ReDim Found(0 To 4 * Selection.Areas.Count - 1)
    For Each Area In Selection.Areas
        Careerup_Corners Area, Found, Number
    Next Area
    Careerup_Areas = Found
End Function

Private Sub Careerup_Corners(ByVal Cells As Object, ByRef Found As Variant, ByRef Number As Long)
    Found(Number) = Cells.Row
    Found(Number + 1) = Cells.Column
    Found(Number + 2) = Cells.Rows.Count
    Found(Number + 3) = Cells.Columns.Count
    Number = Number + 4
End Sub

Private Function Careerup_Hidden(ByVal Front As Object) As Variant
    ' The hidden rows among the used ones of the sheet in front.
    Dim Row As Long, Last As Long, Found As Variant, Number As Long
    If TypeName(Selection) <> "Range" Then Exit Function
    Row = Front.UsedRange.Row
    Last = Row + Careerup_LastRow(Front.UsedRange) - 1
    ReDim Found(0 To Last - Row)
    For Row = Row To Last
        If Front.Rows(Row).Hidden Then
            Found(Number) = Row
            Number = Number + 1
        End If
    Next Row
    If Number = 0 Then Exit Function
    ReDim Preserve Found(0 To Number - 1)
    Careerup_Hidden = Found
End Function

' ---------------------------------------------------------------- what Python asks for

Private Function Careerup_Told(ByVal Book As Object) As Variant
    Dim What As String, Found As Variant, Number As Long, Cell As Object
    What = Careerup_Next()
    If What = "yes" Then
        Careerup_Told = (Careerup_Say(Careerup_Next(), vbYesNo + vbQuestion) = vbYes)
    ElseIf What = "print" Then
        Careerup_Told = Careerup_Print(Book, Careerup_Next())
    ElseIf What = "open" Then
        Careerup_Told = Careerup_Open(Careerup_Next())
    Else
        ReDim Found(0 To Careerup_Next() - 1)
        For Number = 0 To UBound(Found)
            Set Cell = Careerup_Cell(Book)
            If What = "fills" Then Found(Number) = Careerup_FillOf(Cell) Else Found(Number) = Array(Careerup_WorkedOut(Cell), Cell.NumberFormat)
        Next Number
        Careerup_Told = Found
    End If
End Function

Private Function Careerup_WorkedOut(ByVal Cell As Object) As Boolean
    ' Also where a formula beside it spills; an Excel before 365 knows no spilling.
    Dim Spilled As Boolean
    On Error Resume Next
    Spilled = Cell.HasSpill
    On Error GoTo 0
    Careerup_WorkedOut = (Cell.HasFormula Or Spilled)
End Function

Private Function Careerup_Print(ByVal Book As Object, ByVal Path As String) As Boolean
    On Error Resume Next
    Book.ExportAsFixedFormat 0, Path
    Careerup_Print = (Err.Number = 0)
End Function

Private Function Careerup_Open(ByVal Path As String) As Boolean
    On Error Resume Next
    If LCase$(Right$(Path, 5)) = ".html" Then
        ThisWorkbook.FollowHyperlink Path
    Else
        Workbooks.Open Path
    End If
    Careerup_Open = (Err.Number = 0)
End Function

Private Function Careerup_Cell(ByVal Book As Object) As Object
    Dim Sheet As Object, Row As Long
    Set Sheet = Book.Worksheets(CStr(Careerup_Next()))
    Row = Careerup_Next()
    Set Careerup_Cell = Sheet.Cells(Row, CLng(Careerup_Next()))
End Function

Private Function Careerup_FillOf(ByVal Cell As Object) As Variant
    ' Pattern, colour, theme colour (0: none), tint, colour of the lines (-1: automatic); Excel refuses to tell what is not there.
    Dim Theme As Long, Tint As Double, Lines As Double
    Lines = -1
    On Error Resume Next
    Theme = Cell.Interior.ThemeColor
    Tint = Cell.Interior.TintAndShade
    If Cell.Interior.PatternColorIndex <> xlAutomatic Then Lines = Cell.Interior.PatternColor
    Careerup_FillOf = Array(Cell.Interior.Pattern, Cell.Interior.Color, Theme, Tint, Lines)
End Function

' ---------------------------------------------------------------- the steps, and taking them back

Private Function Careerup_Apply(ByVal Book As Object) As String
    Dim Refusal As String
    ReDim Kept(0 To 15)
    Count = 0
    On Error GoTo Refused
    Do
        Select Case Careerup_Next()
            Case "sheet": Careerup_AddOrClear Book
            Case "write": Careerup_Write Book
            Case "list": Careerup_List Book
            Case "fill": Careerup_Fill Book
            Case "unnote": Careerup_Unnote Book
            Case "note": Careerup_Note Book
            Case "show": Careerup_Show Book
            Case "go": Careerup_Go Book
            Case "say": Exit Do
        End Select
    Loop
    Careerup_Apply = Careerup_Next()
    Exit Function
Refused:
    Refusal = " (" & Err.Number & ")"
    If Count = 0 Then
        Careerup_Apply = Careerup_Setting("locked")
    ElseIf Careerup_TakenBack() Then
        Careerup_Apply = Careerup_Setting("taken_back")
    Else
        Careerup_Apply = Careerup_Setting("left_half")
    End If
    If Answer(LBound(Answer)) <> "plan" Then Careerup_Apply = Answer(LBound(Answer))
    Careerup_Apply = Careerup_Apply & Refusal
End Function

Private Sub Careerup_AddOrClear(ByVal Book As Object)
    Dim Name As String, After As String, Sheet As Object, Front As Object
    Name = Careerup_Next()
    After = Careerup_Next()
    If After = "" Then
        Set Sheet = Book.Worksheets(Name)
        Careerup_Keep Sheet.UsedRange
        Sheet.UsedRange.ClearContents
        Careerup_Remember Array("clear", Sheet)
    Else
        Set Front = Book.ActiveSheet
        Set Sheet = Book.Worksheets.Add(After:=Book.Worksheets(After), Count:=1)
        Careerup_Remember Array("add", Sheet)
        Sheet.Name = Name
        Front.Activate
    End If
End Sub

Private Sub Careerup_Write(ByVal Book As Object)
    Dim Keep As Boolean, Formulas As Boolean, Cells As Object, Values As Variant, Row As Long, Column As Long, Before As String, After As String
    Keep = Careerup_Next()
    Formulas = Careerup_Next()
    Set Cells = Careerup_Cell(Book)
    Row = Careerup_Next()
    Set Cells = Cells.Resize(Row, CLng(Careerup_Next()))
    Before = Careerup_Next()
    After = Careerup_Next()
    ReDim Values(1 To Cells.Rows.Count, 1 To Cells.Columns.Count)
    For Row = 1 To UBound(Values, 1)
        For Column = 1 To UBound(Values, 2)
            Values(Row, Column) = Careerup_Next()
        Next Column
    Next Row
    If Keep Then Careerup_Keep Cells
    If Before <> "" Then Cells.NumberFormat = Before
    If Formulas Then Cells.Formula = Values Else Cells.Value = Values
    If After <> "" Then Cells.NumberFormat = After
End Sub

Private Sub Careerup_List(ByVal Book As Object)
    ' A drop-down is a convenience: a shared workbook takes none, the words stand beside the list.
    Dim Cells As Object, Height As Long, Source As String
    Set Cells = Careerup_Cell(Book)
    Height = Careerup_Next()
    Source = "=" & Careerup_Next()
    On Error Resume Next
    Cells.Worksheet.Cells.Validation.Delete
    ' As the clerk's Excel writes references: R1C1 for some.
    Source = Application.ConvertFormula(Source, xlA1, Application.ReferenceStyle)
    Cells.Resize(Height).Validation.Add 3, 1, 1, Source
End Sub

Private Sub Careerup_Fill(ByVal Book As Object)
    Dim Sheet As Object, Fill As Variant, Cell As Object, Number As Long, Row As Long
    Set Sheet = Book.Worksheets(CStr(Careerup_Next()))
    Fill = Array(0, 0, 0, 0, 0)
    For Number = 0 To 4
        Fill(Number) = Careerup_Next()
    Next Number
    For Number = 1 To Careerup_Next()
        Row = Careerup_Next()
        Set Cell = Sheet.Cells(Row, CLng(Careerup_Next()))
        Careerup_Remember Array("fill", Cell, Careerup_FillOf(Cell))
        Careerup_Paint Cell, Fill
    Next Number
End Sub

Private Sub Careerup_Paint(ByVal Cell As Object, ByVal Fill As Variant)
    Cell.Interior.Pattern = Fill(0)
    If Fill(0) = xlNone Then
        Cell.Interior.ColorIndex = xlNone
        Exit Sub
    End If
    If Fill(2) <> 0 Then
        Cell.Interior.ThemeColor = Fill(2)
        Cell.Interior.TintAndShade = Fill(3)
    Else
        Cell.Interior.Color = Fill(1)
    End If
    If Fill(4) >= 0 Then Cell.Interior.PatternColor = Fill(4)
End Sub

Private Sub Careerup_Unnote(ByVal Book As Object)
    Dim Ours As String, Cell As Object, Text As String
    Ours = Careerup_Next()
    Set Cell = Careerup_Cell(Book)
    If Cell.Comment Is Nothing Then Exit Sub
    Text = Cell.Comment.Text
    If Left(Text, Len(Ours)) <> Ours Then Exit Sub
    Cell.Comment.Delete
    Careerup_Remember Array("unnote", Cell, Text)
End Sub

Private Sub Careerup_Note(ByVal Book As Object)
    Dim Text As String, Cell As Object
    Text = Careerup_Next()
    Set Cell = Careerup_Cell(Book)
    If Careerup_Noted(Cell) Then Exit Sub
    Cell.AddComment Text
    Careerup_Remember Array("note", Cell)
End Sub

Private Function Careerup_Noted(ByVal Cell As Object) As Boolean
    ' Also a discussion of colleagues, which takes no note beside it; an older Excel knows none.
    Dim Talk As Object
    On Error Resume Next
    Set Talk = Cell.CommentThreaded
    On Error GoTo 0
    Careerup_Noted = Not (Cell.Comment Is Nothing And Talk Is Nothing)
End Function

Private Sub Careerup_Go(ByVal Book As Object)
    Dim Cell As Object
    Count = 0
    Set Cell = Careerup_Cell(Book)
    Cell.Worksheet.Activate
    Cell.Select
End Sub

Private Sub Careerup_Remember(ByVal Was As Variant)
    If Count > UBound(Kept) Then
        ReDim Preserve Kept(0 To 2 * Count)
    End If
    Kept(Count) = Was
    Count = Count + 1
End Sub

Private Sub Careerup_Keep(ByVal Cells As Object)
    Careerup_KeepFormats Cells
    Careerup_Remember Array("cells", Cells, Cells.Formula, Cells.Value)
End Sub

Private Sub Careerup_KeepFormats(ByVal Cells As Object)
    ' By halves, until each part has one format.
    Dim Half As Long
    If Not IsNull(Cells.NumberFormat) Then
        Careerup_Remember Array("format", Cells, Cells.NumberFormat)
    ElseIf Cells.Rows.Count > 1 Then
        Half = Cells.Rows.Count \ 2
        Careerup_KeepFormats Cells.Resize(Half)
        Careerup_KeepFormats Cells.Rows(Half + 1).Resize(Cells.Rows.Count - Half)
    Else
        Half = Cells.Columns.Count \ 2
        Careerup_KeepFormats Cells.Resize(1, Half)
        Careerup_KeepFormats Cells.Columns(Half + 1).Resize(1, Cells.Columns.Count - Half)
    End If
End Sub

Private Function Careerup_TakenBack() As Boolean
    ' The newest first; what cannot be taken back does not keep the rest from it.
    Dim Number As Long, Was As Variant
    Careerup_TakenBack = True
    On Error Resume Next
    For Number = Count - 1 To 0 Step -1
        Err.Clear
        Was = Kept(Number)
        Careerup_Undo Was
        If Err.Number <> 0 Then Careerup_TakenBack = False
    Next Number
End Function

Private Sub Careerup_Undo(ByVal Was As Variant)
    Dim Target As Object, What As String
    What = Was(0)
    Set Target = Was(1)
    If What = "add" Then Target.Delete
    If What = "clear" Then Target.UsedRange.ClearContents
    If What = "cells" Then Careerup_PutBack Target, Was
    If What = "format" Then Careerup_PutFormat Target, Was(2)
    If What = "fill" Then Careerup_PutFill Target, Was(2)
    If What = "note" Then Target.Comment.Delete
    If What = "unnote" Then Target.AddComment Was(2)
End Sub

Private Sub Careerup_Show(ByVal Book As Object)
    ' A list of ours that the clerk has hidden; a protected book keeps it hidden.
    On Error Resume Next
    Book.Worksheets(CStr(Careerup_Next())).Visible = xlSheetVisible
End Sub

Private Sub Careerup_PutFill(ByVal Cell As Object, ByVal Fill As Variant)
    ' Only where it is another one now: painting would be refused where nothing was painted.
    Dim Shown As Variant, Number As Long
    Shown = Careerup_FillOf(Cell)
    For Number = 0 To UBound(Fill)
        If Shown(Number) <> Fill(Number) Then
            Careerup_Paint Cell, Fill
            Exit Sub
        End If
    Next Number
End Sub

Private Sub Careerup_PutBack(ByVal Cells As Object, ByVal Was As Variant)
    Dim Formulas As Variant, Values As Variant, Row As Long, Column As Long
    Formulas = Was(2)
    Values = Was(3)
    If Not IsArray(Formulas) Then
        Careerup_PutCell Cells, Formulas, Values
    Else
        For Row = 1 To UBound(Formulas, 1)
            For Column = 1 To UBound(Formulas, 2)
                Careerup_PutCell Cells.Cells(Row, Column), Formulas(Row, Column), Values(Row, Column)
            Next Column
        Next Row
    End If
End Sub

Private Sub Careerup_PutFormat(ByVal Cells As Object, ByVal Code As String)
    If IsNull(Cells.NumberFormat) Then Cells.NumberFormat = Code
    If Cells.NumberFormat <> Code Then Cells.NumberFormat = Code
End Sub

Private Sub Careerup_PutCell(ByVal Cell As Object, ByVal Formula As Variant, ByVal Value As Variant)
    ' Text stays text, formulas are worked out again. A text that looks like a formula is the same in both.
    If Cell.Formula = Formula And VarType(Cell.Value) = VarType(Value) Then Exit Sub
    If VarType(Value) = vbString And (Left(Formula, 1) <> "=" Or CStr(Formula) = CStr(Value)) Then
        Cell.NumberFormat = "@"
        Cell.Value = Value
        Exit Sub
    End If
    Cell.NumberFormat = "General"
    If Left(Formula, 1) = "=" Then Cell.Formula = Formula Else Cell.Value = Value
End Sub
