@echo off
rem careerup: installs from this folder without internet, for the user who double-clicks it. No administrator rights.
setlocal
set TARGET=%LOCALAPPDATA%\careerup
where py >nul 2>nul
if errorlevel 1 goto nopython
py -@PY@ -m venv "%TARGET%\venv"
if errorlevel 1 goto nopython
"%TARGET%\venv\Scripts\python.exe" -m pip install --no-index --find-links "%~dp0wheels" --upgrade careerup[postgres]
if errorlevel 1 goto failed
"%TARGET%\venv\Scripts\careerup.exe" install
"%TARGET%\venv\Scripts\careerup.exe" doctor
pause
exit /b 0
:nopython
echo Python @PY@ was not found. Ask your administrator to install Python @PY@ (64-bit) from python.org, then run setup.bat again.
pause
exit /b 2
:failed
echo The installation did not finish. Nothing in Excel was changed. Keep this window and show it to your administrator.
pause
exit /b 2
