@echo off
rem aka for Windows: finds a Java 25, builds the checkout it stands in if that is needed, and starts the program.
rem
rem Does what the script "aka" beside it does, as far as a batch file can: the program runs as a child, so Ctrl-C makes
rem cmd.exe ask its own question afterwards. Arguments are handed on as %* and never looked at: anything else would trip
rem over quotes, percent signs and ampersands in them. Delayed expansion is off, since it would eat exclamation marks.
rem Exit code 70 is a fault of aka itself, "it could not be started" included.
setlocal EnableExtensions DisableDelayedExpansion

rem The dot: a backslash before a closing quote would escape it.
set "AKA_ROOT=%~dp0."
rem In an archive that is unpacked anywhere it is in bin, beside lib.
if not exist "%~dp0lib\aka.jar" if exist "%~dp0..\lib\aka.jar" set "AKA_ROOT=%~dp0.."
set "AKA_FOUND="
set "AKA_RUNTIME="
set "AKA_OLD="

rem ---- Which Java: its release file tells, a start would take longer than aka does -----------------------------------

if not defined AKA_JAVA goto look
set "AKA_TRY=%AKA_JAVA%"
call :java_at
if defined AKA_FOUND goto found
for %%i in ("%AKA_JAVA%") do set "AKA_TRY=%%~dpi.."
call :java_at
if defined AKA_FOUND goto found
>&2 echo aka: AKA_JAVA is not a Java 25 or later (a java.exe or the folder of a JDK): "%AKA_JAVA%"
exit /b 70

:look
set "AKA_TRY=%JAVA_HOME%"
if defined AKA_TRY call :java_at
if defined AKA_FOUND goto found
for %%i in (java.exe) do set "AKA_TRY=%%~dp$PATH:i.."
if not "%AKA_TRY%"==".." call :java_at
if defined AKA_FOUND goto found
for /d %%d in (
  "%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\jdk*" "%ProgramFiles%\Zulu\*"
  "%ProgramFiles%\Amazon Corretto\*" "%ProgramFiles%\BellSoft\*" "%ProgramFiles%\SapMachine\JDK\*"
  "%ProgramFiles%\OpenJDK\*" "%ProgramFiles%\RedHat\*" "%LOCALAPPDATA%\Programs\Eclipse Adoptium\*"
  "%LOCALAPPDATA%\Programs\Microsoft\jdk*" "%USERPROFILE%\.jdks\*" "%USERPROFILE%\scoop\apps\*jdk*"
) do if not defined AKA_FOUND (
  set "AKA_TRY=%%~fd"
  call :java_at_or_current
)
if defined AKA_FOUND goto found
>&2 echo aka: needs Java 25 or later, and found none.
if defined AKA_OLD >&2 echo   found, but too old: Java %AKA_OLD%
>&2 echo   Install one:   winget install EclipseAdoptium.Temurin.25.JDK
>&2 echo   or Temurin 25 from https://adoptium.net; or name one that you have: set AKA_JAVA=C:\folder\of\the\jdk
exit /b 70

:java_at_or_current
call :java_at
if defined AKA_FOUND exit /b 0
if not exist "%AKA_TRY%\current\release" exit /b 1
set "AKA_TRY=%AKA_TRY%\current"

rem Takes AKA_TRY, the folder of a JDK; sets AKA_FOUND to it if it is new enough, and AKA_RUNTIME.
:java_at
if not exist "%AKA_TRY%\bin\java.exe" exit /b 1
if not exist "%AKA_TRY%\release" exit /b 1
set "AKA_VERSION="
set "AKA_SEEN="
for /f "usebackq tokens=1,2 delims==" %%a in ("%AKA_TRY%\release") do (
  if "%%a"=="JAVA_VERSION" set "AKA_VERSION=%%~b"
  if "%%a"=="JAVA_RUNTIME_VERSION" set "AKA_SEEN=%%~b"
)
if not defined AKA_VERSION exit /b 1
for /f "delims=.-+_ " %%v in ("%AKA_VERSION%") do set "AKA_FEATURE=%%v"
if %AKA_FEATURE% LSS 25 (
  set "AKA_OLD=%AKA_VERSION%"
  exit /b 1
)
set "AKA_FOUND=%AKA_TRY%"
set "AKA_RUNTIME=%AKA_SEEN%"
exit /b 0

rem ---- The program: of a checkout, built if need be; or of the packaged folder ----------------------------------------

:found
set "AKA_LIB=%AKA_ROOT%\lib"
if not exist "%AKA_ROOT%\launcher\BuildOnFirstUse.java" goto packaged
if not exist "%AKA_FOUND%\bin\javac.exe" (
  >&2 echo aka: needs a whole JDK 25 to be built, and this has no compiler: "%AKA_FOUND%"
  exit /b 70
)
rem A batch file cannot compare times: the program does, which makes a checkout (only) slower to start.
"%AKA_FOUND%\bin\java.exe" -XX:TieredStopAtLevel=1 "%AKA_ROOT%\launcher\BuildOnFirstUse.java" "%AKA_ROOT%" "%AKA_FOUND%" --if-stale
if errorlevel 1 exit /b 70
set "AKA_BUILD="
set /p AKA_BUILD=<"%AKA_ROOT%\app\target\run\current"
set "AKA_LIB=%AKA_ROOT%\app\target\run\%AKA_BUILD%\lib"

:packaged
if not exist "%AKA_LIB%\aka.jar" (
  >&2 echo aka: this folder is not whole, there is no "%AKA_LIB%\aka.jar"
  exit /b 70
)
rem They would speak on stderr at every start, could stop it, and make the cache useless.
set "JAVA_TOOL_OPTIONS="
set "JDK_JAVA_OPTIONS="
set "_JAVA_OPTIONS="
set AKA_JVM=-Xms32m -XX:+IgnoreUnrecognizedVMOptions -XX:+UseSerialGC -XX:-UsePerfData -XX:+DisplayVMOutputToStderr -Xlog:disable

rem ---- The start-up cache: everything works without it ----------------------------------------------------------------

rem It is code that will be run: LOCALAPPDATA belongs to this user alone. A cache that does not fit is ignored in silence.
set "AKA_CACHE="
set "AKA_BUILD="
if not defined LOCALAPPDATA goto start
if not defined AKA_RUNTIME goto start
if not exist "%AKA_LIB%\build-id" goto start
set /p AKA_BUILD=<"%AKA_LIB%\build-id"
if not defined AKA_BUILD goto start
set "AKA_CACHES=%LOCALAPPDATA%\aka\cache"
set "AKA_WANTED=%AKA_CACHES%\%AKA_BUILD%-%AKA_RUNTIME%-%PROCESSOR_ARCHITECTURE%.aot"
if exist "%AKA_WANTED%" goto cached
if exist "%AKA_WANTED%.tried" goto start
if not exist "%AKA_CACHES%\" mkdir "%AKA_CACHES%" 2>nul
rem A try that failed is remembered by a file made beforehand: who cannot even make that one does not try.
2>nul (>"%AKA_WANTED%.tried" echo tried) || goto start
>&2 echo aka: preparing quick starts, once (a few seconds)
set "AKA_TRAINING=%AKA_WANTED%.%RANDOM%%RANDOM%"
"%AKA_FOUND%\bin\java.exe" %AKA_JVM% "-XX:AOTCacheOutput=%AKA_TRAINING%" -cp "%AKA_LIB%\aka.jar" aka.cli.TrainStartUp <nul >nul 2>&1
if not exist "%AKA_TRAINING%" goto start
rem Of earlier builds the last two stay: a checkout and an installed aka may take turns.
for /f "skip=2 delims=" %%f in ('dir /b /o-d "%AKA_CACHES%\*.aot" 2^>nul') do del /q "%AKA_CACHES%\%%f" "%AKA_CACHES%\%%f.tried" >nul 2>&1
move /y "%AKA_TRAINING%" "%AKA_WANTED%" >nul 2>&1 && del /q "%AKA_WANTED%.tried" >nul 2>&1
if not exist "%AKA_WANTED%" goto start

:cached
set AKA_CACHE="-XX:AOTCache=%AKA_WANTED%"

rem ---- The start --------------------------------------------------------------------------------------------------

:start
if defined AKA_CACHE goto go
rem A JVM that cannot start exits with 1, which would read as "the answer is no"; the cache proves that it can.
"%AKA_FOUND%\bin\java.exe" %AKA_JVM% -version >nul 2>&1
if not errorlevel 1 goto go
>&2 echo aka: the JVM does not start: "%AKA_FOUND%\bin\java.exe"
exit /b 70

:go
"%AKA_FOUND%\bin\java.exe" %AKA_JVM% %AKA_CACHE% -jar "%AKA_LIB%\aka.jar" %*
exit /b %errorlevel%
