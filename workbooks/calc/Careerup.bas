' The functions for books made in Excel, which call them by their bare names. Generated below; they decide nothing.
Private Held

Private Function Careerup_Functions()
    If IsEmpty(Held) Then Held = createUnoService("jp.careerup.Functions")
    Careerup_Functions = Held
End Function

Private Function Careerup_Shown(Value)
    ' Rows of rows as the square that a cell takes.
    Dim Row As Long, Column As Long
    If UBound(Value) = 0 And UBound(Value(0)) = 0 Then
        Careerup_Shown = Value(0)(0)
        Exit Function
    End If
    Dim Cells(UBound(Value), UBound(Value(0)))
    For Row = 0 To UBound(Value)
        For Column = 0 To UBound(Value(0))
            Cells(Row, Column) = Value(Row)(Column)
        Next Column
    Next Row
    Careerup_Shown = Cells
End Function

