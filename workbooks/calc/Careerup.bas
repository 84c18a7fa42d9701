' The worksheet functions; generated below. They decide nothing.
Private Function Careerup_Called(Name, Given)
    Dim Parts(0) As New com.sun.star.beans.NamedValue
    Parts(0).Name = Name
    Parts(0).Value = Given
    Careerup_Called = Careerup_Shown(createUnoService("jp.careerup.Functions").execute(Parts()))
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

