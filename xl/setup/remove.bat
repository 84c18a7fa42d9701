@echo off
rem careerup: takes the add-in and this folder away. Settings and register stay where they are.
chcp 932 >nul
setlocal
title @kit-title@
:excel
tasklist /NH 2>nul | find /I "EXCEL.EXE" >nul
if errorlevel 1 goto remove
echo.
echo @kit-excel-open@
pause
goto excel
:remove
call "%~dp0careerup.cmd" uninstall
if errorlevel 1 goto failed
echo.
echo @kit-removed@
pause
set "FOLDER=%~dp0"
cd /d "%TEMP%"
start "" /min cmd /c "ping -n 3 127.0.0.1 >nul & rmdir /s /q "%FOLDER%""
exit /b 0
:failed
pause
exit /b 2
