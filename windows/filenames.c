/* Stands in for the calls that list the names of a file, which Wine does not have: they behave as their pages at Microsoft
 * say, and tell or fail as a test wants it. WindowsNameIndexTest loads it; windows/lanes.sh builds it. */
#define FindFirstFileNameW WindowsFindFirstFileNameW
#define FindNextFileNameW WindowsFindNextFileNameW
#define FindClose WindowsFindClose
#include <windows.h>
#undef FindFirstFileNameW
#undef FindNextFileNameW
#undef FindClose

#define EXPORT __declspec(dllexport)
#define NAMES_MOST 16

static WCHAR text[64 * 1024];
static const WCHAR *names[NAMES_MOST];
static DWORD count, fail_at, fail_with, open_searches;

/* A search, and which of the names it is to tell next. */
typedef struct {
    DWORD next;
} Search;

/* What is told from now on: one name after the other, each with a zero at its end, and one more. The call for the name `at`
 * (from 0) fails with `error`, if there is such a call. */
EXPORT BOOL WINAPI AkaTell(LPCWSTR told, DWORD at, DWORD error) {
    WCHAR *into = text;
    for (count = 0; *told && count < NAMES_MOST; count++) {
        int length = lstrlenW(told) + 1;
        names[count] = lstrcpyW(into, told);
        into += length;
        told += length;
    }
    fail_at = at;
    fail_with = error;
    return TRUE;
}

EXPORT DWORD WINAPI AkaOpenSearches(DWORD reserved) {
    (void)reserved;
    return open_searches;
}

static BOOL failed(DWORD error) {
    SetLastError(error);
    return FALSE;
}

static BOOL tell(Search *search, LPDWORD length, PWSTR into) {
    if (search->next == fail_at)
        return failed(fail_with);
    if (search->next >= count)
        return failed(ERROR_HANDLE_EOF);
    DWORD needed = (DWORD)lstrlenW(names[search->next]) + 1;
    if (*length < needed) {
        *length = needed;
        return failed(ERROR_MORE_DATA);
    }
    lstrcpyW(into, names[search->next++]);
    return TRUE;
}

EXPORT HANDLE WINAPI FindFirstFileNameW(LPCWSTR file, DWORD flags, LPDWORD length, PWSTR into) {
    if (flags || GetFileAttributesW(file) == INVALID_FILE_ATTRIBUTES) {
        SetLastError(flags ? ERROR_INVALID_PARAMETER : ERROR_FILE_NOT_FOUND);
        return INVALID_HANDLE_VALUE;
    }
    Search *search = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, sizeof *search);
    if (!tell(search, length, into)) {
        DWORD error = GetLastError();
        HeapFree(GetProcessHeap(), 0, search);
        SetLastError(error);
        return INVALID_HANDLE_VALUE;
    }
    open_searches++;
    return search;
}

EXPORT BOOL WINAPI FindNextFileNameW(HANDLE search, LPDWORD length, PWSTR into) {
    return tell(search, length, into);
}

EXPORT BOOL WINAPI FindClose(HANDLE search) {
    open_searches--;
    return HeapFree(GetProcessHeap(), 0, search);
}
