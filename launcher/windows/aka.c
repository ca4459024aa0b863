/*
 * aka.exe: finds its Java, takes it into this process and runs aka on it.
 *
 * It does not start java.exe, which asks Windows for the command line in the machine's code page: a name that the page lacks
 * arrives as question marks or as another name, and `*` as whatever is there. Arguments that are handed to Java as Windows has
 * them, in UTF-16, meet none of this. And one process has one exit code, leaves nothing behind when it is killed, and gets
 * Ctrl-C once: Java itself takes it, and aka stops at a safe point.
 *
 * Exit code 70 is a fault of aka itself, "it could not be started" included.
 */
#define UNICODE
#include <windows.h>

#include <jni.h>
#include <shellapi.h>
#include <signal.h>
#include <stdio.h>
#include <wchar.h>

/* No path of Windows is longer. Java's own folder must still be shorter than MAX_PATH: the JVM sees to no more. */
enum { FAULT = 70, INTERRUPTED = 130, LONGEST = 32768, MOST_OPTIONS = 16 };

/* Names the file to write when this process is the training of the start-up cache. */
#define TRAIN L"AKA_TRAIN"

typedef jint(JNICALL *create_jvm)(JavaVM **, void **, void *);

static wchar_t folder[LONGEST]; /* where aka.exe and lib\ are */
static wchar_t java[LONGEST];   /* bin\ of the Java */
static wchar_t jvm[LONGEST];
static BOOL has_runtime;

static JavaVMOption options[MOST_OPTIONS];
static int option_count;

static UINT page_before; /* of the console; 0 if it is left as it was */

/* Streams that may be consoles, and how these took what was written; 0 if that is left as it was. */
static const DWORD outputs[] = {STD_OUTPUT_HANDLE, STD_ERROR_HANDLE};
static DWORD modes_before[2];
static volatile BOOL started;

/* ---- The ways out ------------------------------------------------------------------------------------------------- */

static BOOL is_console(DWORD stream) {
  DWORD mode;
  return GetConsoleMode(GetStdHandle(stream), &mode);
}

static void say(const wchar_t *text) {
  static char utf8[4 * LONGEST];
  DWORD written;
  HANDLE out = GetStdHandle(STD_ERROR_HANDLE);
  if (is_console(STD_ERROR_HANDLE)) {
    WriteConsoleW(out, text, wcslen(text), &written, NULL);
  } else {
    int size = WideCharToMultiByte(CP_UTF8, 0, text, -1, utf8, sizeof utf8, NULL, NULL);
    if (size > 0) WriteFile(out, utf8, size - 1, &written, NULL);
  }
}

/* The one way out. The streams may be one console: what was changed last is changed back first. */
static void leave(UINT code) {
  for (int i = 1; i >= 0; i--) {
    if (modes_before[i]) SetConsoleMode(GetStdHandle(outputs[i]), modes_before[i]);
  }
  if (page_before) SetConsoleOutputCP(page_before);
  ExitProcess(code);
}

/* Java ends the process by this, with the exit code of aka once that runs. */
static void JNICALL java_ends(jint code) { leave(started || code == INTERRUPTED ? (UINT)code : FAULT); }

/* A JVM that cannot start, or crashes, ends the process by itself, with 1, which would read as "the answer is no". */
static void java_gives_up(void) { leave(FAULT); }

/* Ctrl-C until Java takes it. */
static BOOL WINAPI interrupted(DWORD event) {
  if (event == CTRL_C_EVENT || event == CTRL_BREAK_EVENT) leave(INTERRUPTED);
  return FALSE;
}

/* Ctrl-C until aka takes it, once the JVM has begun to hand it on to its C library. */
static void raised(int signal) {
  (void)signal;
  leave(INTERRUPTED);
}

static void fail(const wchar_t *what, const wchar_t *where) {
  say(L"aka: ");
  say(what);
  say(where);
  say(L"\n");
  leave(FAULT);
}

/* ---- Which folder, which Java ------------------------------------------------------------------------------------- */

static void join(wchar_t *path, const wchar_t *parent, const wchar_t *child) {
  if (_snwprintf(path, LONGEST, L"%ls\\%ls", parent, child) < 0 || path[LONGEST - 1]) fail(L"too long a path: ", parent);
}

/* Cuts the last part of a path off. */
static void to_parent(wchar_t *path) {
  wchar_t *last = wcsrchr(path, L'\\');
  if (last) *last = 0;
}

static BOOL holds(const wchar_t *parent, const wchar_t *child) {
  static wchar_t path[LONGEST];
  join(path, parent, child);
  return GetFileAttributesW(path) != INVALID_FILE_ATTRIBUTES;
}

/* Replaces a path by where it leads: package managers put symbolic links to programs into a folder in PATH. */
static void follow(wchar_t *path) {
  static wchar_t real[LONGEST];
  HANDLE file = CreateFileW(path, 0, FILE_SHARE_READ | FILE_SHARE_DELETE, NULL, OPEN_EXISTING, 0, NULL);
  if (file == INVALID_HANDLE_VALUE) return;
  DWORD length = GetFinalPathNameByHandleW(file, real, LONGEST, VOLUME_NAME_DOS);
  CloseHandle(file);
  if (!length || length >= LONGEST) return;
  /* \\?\C:\... and \\?\UNC\server\share\... as the JVM understands them. */
  if (!wcsncmp(real, L"\\\\?\\UNC\\", 8)) {
    join(path, L"\\", real + 8);
  } else {
    wcscpy(path, wcsncmp(real, L"\\\\?\\", 4) ? real : real + 4);
  }
}

/* Tells aka which program it is, for entries that lead to it: a link to it that was started stays when the version changes. */
static void find_folder(void) {
  GetModuleFileNameW(NULL, folder, LONGEST);
  SetEnvironmentVariableW(L"AKA_PROGRAM", folder);
  follow(folder);
  to_parent(folder);
  if (!holds(folder, L"lib\\aka.jar")) fail(L"this folder is not whole, it has no lib\\aka.jar: ", folder);
}

static BOOL is_java(const wchar_t *parent, const wchar_t *bin) {
  join(java, parent, bin);
  join(jvm, java, L"server\\jvm.dll");
  return GetFileAttributesW(jvm) != INVALID_FILE_ATTRIBUTES;
}

/* The Java in the folder runtime; without one, that of AKA_JAVA, which is the folder of a Java or its java.exe. */
static void find_java(void) {
  static wchar_t named[LONGEST];
  has_runtime = is_java(folder, L"runtime\\bin");
  if (has_runtime) return;
  DWORD length = GetEnvironmentVariableW(L"AKA_JAVA", named, LONGEST);
  if (!length || length >= LONGEST) {
    fail(L"there is no Java: set AKA_JAVA to the folder of a Java 25, or unpack the folder runtime again in ", folder);
  }
  if (!is_java(named, L"bin") && !is_java(named, L"..")) fail(L"AKA_JAVA is not a Java (no bin\\server\\jvm.dll): ", named);
}

/* ---- What the JVM is told ----------------------------------------------------------------------------------------- */

/* Adds an option that ends with a path or another text of Windows. */
static void add(const wchar_t *name, const wchar_t *value) {
  static wchar_t text[LONGEST + 100];
  BOOL lossy = FALSE;
  /* The manifest makes it UTF-8, from Windows 10 1903 on. */
  UINT page = GetACP();
  _snwprintf(text, LONGEST + 99, L"%ls%ls", name, value);
  DWORD exact = page == CP_UTF8 ? 0 : WC_NO_BEST_FIT_CHARS;
  int size = WideCharToMultiByte(page, exact, text, -1, NULL, 0, NULL, page == CP_UTF8 ? NULL : &lossy);
  char *bytes = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, size + 1);
  WideCharToMultiByte(page, exact, text, -1, bytes, size, NULL, NULL);
  if (lossy) fail(L"Java cannot be told of this path, which has characters that the code page of this Windows lacks: ", value);
  options[option_count++].optionString = bytes;
}

static void add_terminals(void) {
  wchar_t terminals[4] = L"";
  if (is_console(STD_INPUT_HANDLE)) wcscat(terminals, L"0");
  if (is_console(STD_OUTPUT_HANDLE)) wcscat(terminals, L"1");
  if (is_console(STD_ERROR_HANDLE)) wcscat(terminals, L"2");
  add(L"-Daka.tty=", terminals);
}

/* Fits the Java that is beside it: another may list other providers. */
static void add_random_numbers(void) {
  static wchar_t security[LONGEST];
  join(security, folder, L"lib\\windows.security");
  if (has_runtime && GetFileAttributesW(security) != INVALID_FILE_ATTRIBUTES) add(L"-Djava.security.properties=", security);
}

/* As aka.cmd has them; native access is granted by the jar's manifest only where java.exe reads it. */
static void add_options(void) {
  static wchar_t jar[LONGEST];
  join(jar, folder, L"lib\\aka.jar");
  add(L"-Djava.class.path=", jar);
  add(L"--enable-native-access=ALL-UNNAMED", L"");
  add_random_numbers();
  add(L"-Xms32m", L"");
  add(L"-XX:+IgnoreUnrecognizedVMOptions", L"");
  add(L"-XX:+UseSerialGC", L"");
  add(L"-XX:-UsePerfData", L"");
  add(L"-XX:+DisplayVMOutputToStderr", L"");
  add(L"-Xlog:disable", L"");
  add_terminals();
  options[option_count].extraInfo = java_ends;
  options[option_count++].optionString = "exit";
}

/* ---- The start-up cache: everything works without it --------------------------------------------------------------- */

/* Sets path to the cache of this build. It is code that will be run: LOCALAPPDATA belongs to this user alone. */
static BOOL cache_path(wchar_t *path) {
  static wchar_t caches[LONGEST];
  char build[64] = "";
  join(path, folder, L"lib\\build-id");
  FILE *file = _wfopen(path, L"r");
  if (!file) return FALSE;
  int read = fscanf(file, "%50[0-9a-zA-Z.-]", build);
  fclose(file);
  DWORD length = GetEnvironmentVariableW(L"LOCALAPPDATA", caches, LONGEST - 16);
  if (read != 1 || !length || length >= LONGEST - 16) return FALSE;
  wcscat(caches, L"\\aka");
  CreateDirectoryW(caches, NULL);
  wcscat(caches, L"\\cache");
  CreateDirectoryW(caches, NULL);
  int size = swprintf(path, LONGEST - 16, L"%ls\\%hs.exe.aot", caches, build);
  return size > 0 && size < LONGEST - 16;
}

/* Runs this program once more, which then writes what it loads to a file (see main). */
static void train(wchar_t *output) {
  static wchar_t self[LONGEST];
  GetModuleFileNameW(NULL, self, LONGEST);
  SECURITY_ATTRIBUTES handed_on = {.nLength = sizeof handed_on, .bInheritHandle = TRUE};
  HANDLE nothing = CreateFileW(L"NUL", GENERIC_READ | GENERIC_WRITE, 3, &handed_on, OPEN_EXISTING, 0, NULL);
  STARTUPINFOW start = {.cb = sizeof start, .dwFlags = STARTF_USESTDHANDLES};
  start.hStdInput = start.hStdOutput = start.hStdError = nothing;
  PROCESS_INFORMATION process;
  SetEnvironmentVariableW(TRAIN, output);
  if (CreateProcessW(self, NULL, NULL, NULL, TRUE, 0, NULL, NULL, &start, &process)) {
    WaitForSingleObject(process.hProcess, INFINITE);
    CloseHandle(process.hThread);
    CloseHandle(process.hProcess);
  }
  SetEnvironmentVariableW(TRAIN, NULL);
  CloseHandle(nothing);
}

/* Makes the cache, once. A try that failed is remembered by a file made beforehand: who cannot make that one does not try. */
static BOOL make_cache(const wchar_t *path) {
  static wchar_t tried[LONGEST], output[LONGEST];
  swprintf(tried, LONGEST, L"%ls.tried", path);
  swprintf(output, LONGEST, L"%ls.new", path);
  HANDLE mark = CreateFileW(tried, GENERIC_WRITE, 0, NULL, CREATE_NEW, 0, NULL);
  if (mark == INVALID_HANDLE_VALUE) return FALSE;
  CloseHandle(mark);
  if (is_console(STD_ERROR_HANDLE)) say(L"aka: preparing quick starts, once (a few seconds)\n");
  train(output);
  if (!MoveFileExW(output, path, MOVEFILE_REPLACE_EXISTING)) return FALSE;
  DeleteFileW(tried);
  return TRUE;
}

static void add_cache(void) {
  static wchar_t path[LONGEST];
  if (!has_runtime || !cache_path(path)) return;
  if (GetFileAttributesW(path) != INVALID_FILE_ATTRIBUTES || make_cache(path)) add(L"-XX:AOTCache=", path);
}

/* ---- The start ---------------------------------------------------------------------------------------------------- */

/* Makes the consoles take escape sequences: colours, and lines that are written over. One that does not has neither. */
static void take_sequences(void) {
  BOOL all = TRUE;
  for (int i = 0; i < 2; i++) {
    DWORD mode, wanted;
    HANDLE console = GetStdHandle(outputs[i]);
    if (!GetConsoleMode(console, &mode)) continue;
    wanted = mode | ENABLE_PROCESSED_OUTPUT | ENABLE_VIRTUAL_TERMINAL_PROCESSING;
    if (mode == wanted) continue;
    if (SetConsoleMode(console, wanted)) {
      modes_before[i] = mode;
    } else {
      all = FALSE;
    }
  }
  if (all) add(L"-Daka.ansi=", L"yes");
}

/* What aka prints is UTF-8. The console is told so, and gets its code page back when aka ends. */
static void take_console(void) {
  take_sequences();
  if (!is_console(STD_OUTPUT_HANDLE) && !is_console(STD_ERROR_HANDLE)) return;
  UINT page = GetConsoleOutputCP();
  if (page != CP_UTF8 && SetConsoleOutputCP(CP_UTF8)) page_before = page;
}

/*
 * The C library of the JVM. It has a copy of Windows' variables, and is told to do without those that would speak on stderr at
 * every start, could stop it, and make the cache useless. It ends the process for a JVM that gives up, and on Ctrl-C, with 3.
 */
static void prepare_library(void) {
  typedef int (*put)(const char *, const char *);
  typedef int (*at_exit)(void (*)(void));
  typedef void (*on_signal)(int, void (*)(int));
  HMODULE library = LoadLibraryW(L"ucrtbase.dll");
  if (!library) return;
  put put_variable = (put)(void *)GetProcAddress(library, "_putenv_s");
  at_exit call_at_exit = (at_exit)(void *)GetProcAddress(library, "_crt_atexit");
  if (put_variable) put_variable("JAVA_TOOL_OPTIONS", "");
  if (put_variable) put_variable("_JAVA_OPTIONS", "");
  on_signal call_on_signal = (on_signal)(void *)GetProcAddress(library, "signal");
  if (call_at_exit) call_at_exit(java_gives_up);
  if (call_on_signal) call_on_signal(SIGINT, raised);
}

static JNIEnv *start_java(void) {
  SetDllDirectoryW(java); /* the C library that jvm.dll needs; and libraries are not looked for in the working folder */
  prepare_library();
  HMODULE library = LoadLibraryExW(jvm, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
  create_jvm create = library ? (create_jvm)(void *)GetProcAddress(library, "JNI_CreateJavaVM") : NULL;
  if (!create) fail(L"Windows cannot load this Java, is it of another processor? ", jvm);

  JavaVM *vm;
  JNIEnv *env = NULL;
  JavaVMInitArgs args = {.version = JNI_VERSION_24, .options = options, .nOptions = option_count};
  jint answer = create(&vm, (void **)&env, &args);
  if (answer == JNI_EVERSION) fail(L"needs Java 25 or later, and this is older: ", jvm);
  if (answer != JNI_OK) fail(L"the JVM does not start: ", jvm);
  return env;
}

/* What was typed, by the documented rules of CommandLineToArgvW, without the program's own name. */
static jobjectArray arguments(JNIEnv *env) {
  int count = 0;
  wchar_t **typed = CommandLineToArgvW(GetCommandLineW(), &count);
  jclass string = (*env)->FindClass(env, "java/lang/String");
  jobjectArray array = (*env)->NewObjectArray(env, count > 1 ? count - 1 : 0, string, NULL);
  for (int i = 1; array && i < count; i++) {
    jstring argument = (*env)->NewString(env, (const jchar *)typed[i], wcslen(typed[i]));
    (*env)->SetObjectArrayElement(env, array, i - 1, argument);
    (*env)->DeleteLocalRef(env, argument);
  }
  return array;
}

/* aka ends the process itself, with its exit code; only the training comes back. */
static void run(JNIEnv *env, const char *name) {
  jclass program = (*env)->FindClass(env, name);
  jmethodID start = program ? (*env)->GetStaticMethodID(env, program, "main", "([Ljava/lang/String;)V") : NULL;
  jobjectArray typed = start ? arguments(env) : NULL;
  if (typed) {
    started = TRUE;
    (*env)->CallStaticVoidMethod(env, program, start, typed);
    started = FALSE;
  }
  if (!(*env)->ExceptionCheck(env)) return;
  (*env)->ExceptionDescribe(env);
  fail(L"the program cannot be started in ", folder);
}

/* What train has asked for: Java writes the file when it ends. */
static void run_training(const wchar_t *output) {
  JavaVM *vm;
  add(L"-XX:AOTCacheOutput=", output);
  JNIEnv *env = start_java();
  run(env, "aka/cli/TrainStartUp");
  (*env)->GetJavaVM(env, &vm);
  (*vm)->DestroyJavaVM(vm);
  leave(0);
}

int main(void) {
  static wchar_t output[LONGEST];
  SetConsoleCtrlHandler(interrupted, TRUE);
  find_folder();
  find_java();
  add_options();
  DWORD length = GetEnvironmentVariableW(TRAIN, output, LONGEST);
  if (length && length < LONGEST) run_training(output);
  add_cache();
  take_console();
  run(start_java(), "aka/cli/Main");
  leave(FAULT);
}
