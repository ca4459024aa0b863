/* Lets Wine have names with lone surrogates, which Windows has and the UTF-8 of Linux does not: on their way to Wine's own calls
 * they become units of the private use area, and on the way back what they were. Loading it is enough; it stays for good. It is to
 * be loaded early: a thread that is in one of the calls just then would be led astray.
 *
 * Wine's calls have stubs of 32 bytes without an address of their own in them. They are copied, and jump to the functions here. */
#include <windows.h>
#include <winternl.h>

#define STUB_BYTES 32
#define HIDDEN 0xE000
#define SURROGATES 0xD800
#define SURROGATES_END 0xE000
#define OPEN_BY_FILE_ID 0x2000

static BOOL is_high(WCHAR unit) { return unit >= 0xD800 && unit < 0xDC00; }

static BOOL is_low(WCHAR unit) { return unit >= 0xDC00 && unit < 0xE000; }

static BOOL is_lone(const WCHAR *text, ULONG units, ULONG at) {
    if (is_high(text[at]))
        return at + 1 == units || !is_low(text[at + 1]);
    return is_low(text[at]) && (at == 0 || !is_high(text[at - 1]));
}

/* Copies units and hides the lone ones; both may be one place. */
static void hide(WCHAR *into, const WCHAR *text, ULONG units) {
    WCHAR before = 0;
    for (ULONG i = 0; i < units; i++) {
        WCHAR unit = text[i];
        BOOL lone = is_high(unit) ? i + 1 == units || !is_low(text[i + 1]) : is_low(unit) && !is_high(before);
        into[i] = lone ? unit - SURROGATES + HIDDEN : unit;
        before = unit;
    }
}

static BOOL has_lone(const WCHAR *text, ULONG units) {
    for (ULONG i = 0; i < units; i++)
        if (is_lone(text, units, i))
            return TRUE;
    return FALSE;
}

static void show(WCHAR *text, ULONG units) {
    for (ULONG i = 0; i < units; i++)
        if (text[i] >= HIDDEN && text[i] < HIDDEN + SURROGATES_END - SURROGATES)
            text[i] = text[i] - HIDDEN + SURROGATES;
}

/* Copies a string, or returns null if there is nothing in it to hide. What is returned is to be freed. */
static UNICODE_STRING *hidden(const UNICODE_STRING *string) {
    if (!string || !string->Buffer || !has_lone(string->Buffer, string->Length / 2))
        return NULL;
    UNICODE_STRING *copy = HeapAlloc(GetProcessHeap(), 0, sizeof *copy + string->Length);
    copy->Length = copy->MaximumLength = string->Length;
    copy->Buffer = (WCHAR *)(copy + 1);
    hide(copy->Buffer, string->Buffer, string->Length / 2);
    return copy;
}

static void release(void *copy) {
    if (copy)
        HeapFree(GetProcessHeap(), 0, copy);
}

/* Calls a stub with attributes whose name is hidden. */
#define WITH_HIDDEN(attributes, call)                                                                                          \
    do {                                                                                                                       \
        OBJECT_ATTRIBUTES others = *(attributes);                                                                              \
        UNICODE_STRING *name = hidden(others.ObjectName);                                                                      \
        if (name)                                                                                                              \
            others.ObjectName = name;                                                                                          \
        NTSTATUS status = call;                                                                                                \
        release(name);                                                                                                         \
        return status;                                                                                                         \
    } while (0)

typedef NTSTATUS NTAPI Create(PHANDLE, ACCESS_MASK, POBJECT_ATTRIBUTES, PIO_STATUS_BLOCK, PLARGE_INTEGER, ULONG, ULONG, ULONG,
                              ULONG, PVOID, ULONG);
static Create *create_stub;

static NTSTATUS NTAPI create(PHANDLE handle, ACCESS_MASK access, POBJECT_ATTRIBUTES attributes, PIO_STATUS_BLOCK io,
                             PLARGE_INTEGER size, ULONG file, ULONG sharing, ULONG disposition, ULONG options, PVOID ea,
                             ULONG ea_length) {
    if (options & OPEN_BY_FILE_ID) /* then the name is a number */
        return create_stub(handle, access, attributes, io, size, file, sharing, disposition, options, ea, ea_length);
    WITH_HIDDEN(attributes,
                create_stub(handle, access, &others, io, size, file, sharing, disposition, options, ea, ea_length));
}

typedef NTSTATUS NTAPI Open(PHANDLE, ACCESS_MASK, POBJECT_ATTRIBUTES, PIO_STATUS_BLOCK, ULONG, ULONG);
static Open *open_stub;

static NTSTATUS NTAPI open(PHANDLE handle, ACCESS_MASK access, POBJECT_ATTRIBUTES attributes, PIO_STATUS_BLOCK io,
                           ULONG sharing, ULONG options) {
    if (options & OPEN_BY_FILE_ID)
        return open_stub(handle, access, attributes, io, sharing, options);
    WITH_HIDDEN(attributes, open_stub(handle, access, &others, io, sharing, options));
}

typedef NTSTATUS NTAPI Attributes(POBJECT_ATTRIBUTES, PVOID);
static Attributes *attributes_stub, *full_attributes_stub;

static NTSTATUS NTAPI query_attributes(POBJECT_ATTRIBUTES attributes, PVOID information) {
    WITH_HIDDEN(attributes, attributes_stub(&others, information));
}

static NTSTATUS NTAPI query_full_attributes(POBJECT_ATTRIBUTES attributes, PVOID information) {
    WITH_HIDDEN(attributes, full_attributes_stub(&others, information));
}

/* Where an entry of a listing has its name, by class of information; the length is at 60. */
static ULONG name_in_entry(ULONG class) {
    switch (class) {
    case 1: /* FileDirectoryInformation */
        return 64;
    case 2: /* FileFullDirectoryInformation */
        return 68;
    case 3: /* FileBothDirectoryInformation */
        return 94;
    case 37: /* FileIdBothDirectoryInformation */
        return 104;
    case 38: /* FileIdFullDirectoryInformation */
        return 80;
    default:
        return 0;
    }
}

typedef NTSTATUS NTAPI List(HANDLE, HANDLE, PVOID, PVOID, PIO_STATUS_BLOCK, PVOID, ULONG, ULONG, BOOLEAN, PUNICODE_STRING,
                            BOOLEAN);
static List *list_stub;

static NTSTATUS NTAPI list(HANDLE folder, HANDLE event, PVOID apc, PVOID context, PIO_STATUS_BLOCK io, PVOID buffer,
                           ULONG bytes, ULONG class, BOOLEAN single, PUNICODE_STRING mask, BOOLEAN restart) {
    UNICODE_STRING *name = hidden(mask);
    NTSTATUS status =
        list_stub(folder, event, apc, context, io, buffer, bytes, class, single, name ? name : mask, restart);
    release(name);
    ULONG at = name_in_entry(class);
    if (status != 0 || !at)
        return status;
    for (char *entry = buffer;; entry += *(ULONG *)entry) {
        show((WCHAR *)(entry + at), *(ULONG *)(entry + 60) / 2);
        if (*(ULONG *)entry == 0)
            return status;
    }
}

typedef NTSTATUS NTAPI Set(HANDLE, PIO_STATUS_BLOCK, PVOID, ULONG, ULONG);
static Set *set_stub;

static NTSTATUS NTAPI set(HANDLE file, PIO_STATUS_BLOCK io, PVOID information, ULONG bytes, ULONG class) {
    /* To rename, to link, and both with flags. What is too short to be right is refused as ever. */
    BOOL names = class == 10 || class == 11 || class == 65 || class == 72;
    if (!names || bytes < 20 || *(ULONG *)((char *)information + 16) > bytes - 20)
        return set_stub(file, io, information, bytes, class);
    char *copy = HeapAlloc(GetProcessHeap(), 0, bytes);
    CopyMemory(copy, information, bytes);
    hide((WCHAR *)(copy + 20), (WCHAR *)(copy + 20), *(ULONG *)(copy + 16) / 2);
    NTSTATUS status = set_stub(file, io, copy, bytes, class);
    release(copy);
    return status;
}

static Set *query_stub; /* the same parameters */

static NTSTATUS NTAPI query(HANDLE file, PIO_STATUS_BLOCK io, PVOID information, ULONG bytes, ULONG class) {
    NTSTATUS status = query_stub(file, io, information, bytes, class);
    /* FileNameInformation, FileNormalizedNameInformation; FileAllInformation has the first at its end. */
    ULONG at = class == 9 || class == 48 ? 0 : class == 18 ? 96 : bytes;
    if (status == 0 && at + 4 <= bytes) {
        char *name = (char *)information + at;
        ULONG length = *(ULONG *)name;
        show((WCHAR *)(name + 4), (length < bytes - at - 4 ? length : bytes - at - 4) / 2);
    }
    return status;
}

typedef NTSTATUS NTAPI QueryObject(HANDLE, ULONG, PVOID, ULONG, PULONG);
static QueryObject *object_stub;

static NTSTATUS NTAPI query_object(HANDLE handle, ULONG class, PVOID information, ULONG bytes, PULONG length) {
    NTSTATUS status = object_stub(handle, class, information, bytes, length);
    UNICODE_STRING *name = information;
    if (status == 0 && class == 1 && name && name->Buffer)
        show(name->Buffer, name->Length / 2);
    return status;
}

/* Lets a call of ntdll be `here`, and a copy of what it was be called by `was`. Fails if it is not what is known of it. */
static BOOL divert(HMODULE ntdll, const char *call, void *here, void *was) {
    BYTE *stub = (BYTE *)GetProcAddress(ntdll, call);
    if (!stub || stub[0] != 0x4C || stub[1] != 0x8B || stub[2] != 0xD1 || stub[3] != 0xB8 || stub[STUB_BYTES - 1] != 0xC3)
        return FALSE;
    BYTE *copy = VirtualAlloc(NULL, STUB_BYTES, MEM_COMMIT | MEM_RESERVE, PAGE_EXECUTE_READWRITE);
    DWORD protection;
    if (!copy || !VirtualProtect(stub, STUB_BYTES, PAGE_EXECUTE_READWRITE, &protection))
        return FALSE;
    CopyMemory(copy, stub, STUB_BYTES);
    CopyMemory(was, &copy, sizeof copy); /* before anyone can come here */
    BYTE jump[12] = {0x48, 0xB8, [10] = 0xFF, [11] = 0xE0}; /* mov rax, here; jmp rax */
    CopyMemory(jump + 2, &here, 8);
    CopyMemory(stub, jump, sizeof jump);
    return VirtualProtect(stub, STUB_BYTES, protection, &protection);
}

BOOL WINAPI DllMain(HINSTANCE self, DWORD reason, LPVOID reserved) {
    (void)self;
    (void)reserved;
    if (reason != DLL_PROCESS_ATTACH)
        return TRUE;
    HMODULE pinned, ntdll = GetModuleHandleA("ntdll.dll");
    GetModuleHandleExA(GET_MODULE_HANDLE_EX_FLAG_PIN | GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS, (LPCSTR)(void *)DllMain, &pinned);
    return divert(ntdll, "NtCreateFile", create, &create_stub) && divert(ntdll, "NtOpenFile", open, &open_stub) &&
           divert(ntdll, "NtQueryAttributesFile", query_attributes, &attributes_stub) &&
           divert(ntdll, "NtQueryFullAttributesFile", query_full_attributes, &full_attributes_stub) &&
           divert(ntdll, "NtQueryDirectoryFile", list, &list_stub) &&
           divert(ntdll, "NtSetInformationFile", set, &set_stub) &&
           divert(ntdll, "NtQueryInformationFile", query, &query_stub) &&
           divert(ntdll, "NtQueryObject", query_object, &object_stub);
}
