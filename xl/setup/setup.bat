@echo off
rem careerup: puts this folder on the PC of the user who double-clicks it. No administrator rights, no internet.
chcp 932 >nul
setlocal
title @kit-title@
set "TARGET=%LOCALAPPDATA%\careerup"
if /I "%~dp0"=="%ProgramData%\careerup\" set "TARGET=%ProgramData%\careerup"
if not exist "%~dp0python\python.exe" goto zip
:excel
tasklist /NH 2>nul | find /I "EXCEL.EXE" >nul
if errorlevel 1 goto copy
echo.
echo @kit-excel-open@
pause
goto excel
:copy
echo.
echo @kit-copying@
if /I "%~dp0"=="%TARGET%\" goto install
rem what is there steps aside first: it cannot where something of it still runs, and comes back where this fails
if exist "%TARGET%.old" rmdir /s /q "%TARGET%.old"
if not exist "%TARGET%" goto new
ren "%TARGET%" careerup.old
if errorlevel 1 goto failed
:new
xcopy "%~dp0*" "%TARGET%\" /E /Q /Y >nul
if errorlevel 1 goto back
:install
"%TARGET%\python\python.exe" -m compileall -q "%TARGET%\python\Lib\site-packages" >nul 2>nul
call "%TARGET%\careerup.cmd" install
if errorlevel 1 goto back
if exist "%TARGET%.old" rmdir /s /q "%TARGET%.old"
echo.
call "%TARGET%\careerup.cmd" doctor
echo.
echo @kit-done@
echo @kit-menu@
pause
exit /b 0
:zip
echo.
echo @kit-in-zip@
pause
exit /b 2
:back
if /I "%~dp0"=="%TARGET%\" goto failed
rmdir /s /q "%TARGET%"
if exist "%TARGET%.old" ren "%TARGET%.old" careerup
:failed
echo.
echo @kit-failed@
pause
exit /b 2
