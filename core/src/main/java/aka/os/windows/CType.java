package aka.os.windows;

/** A type of a parameter or a result, by the name that the Windows headers give it where that is one, with its size in bytes on 64-bit Windows. */
enum CType {
    ACCESS_MASK(4),
    BCRYPT_ALG_HANDLE(8),
    BOOL(4),
    BOOLEAN(1),
    CONST_BYTES("const BYTE *", 8),
    DWORD(4),
    FILE_INFORMATION_CLASS(4),
    FS_INFORMATION_CLASS(4),
    HANDLE(8),
    HKEY(8),
    LPBYTE(8),
    LPCWSTR(8),
    LPDWORD(8),
    LPWCH(8),
    LPOVERLAPPED(8),
    LPSECURITY_ATTRIBUTES(8),
    LPWSTR(8),
    LSTATUS(4),
    NTSTATUS(4),
    PDWORD(8),
    PFILETIME(8),
    PHANDLE(8),
    PHKEY(8),
    PIO_APC_ROUTINE(8),
    PIO_STATUS_BLOCK(8),
    PLARGE_INTEGER(8),
    POBJECT_ATTRIBUTES(8),
    PSECURITY_DESCRIPTOR(8),
    PUCHAR(8),
    PULARGE_INTEGER(8),
    PULONG(8),
    PUNICODE_STRING(8),
    PVOID(8),
    PWSTR(8),
    REGSAM(4),
    SECURITY_INFORMATION(4),
    TOKEN_INFORMATION_CLASS(4),
    ULONG(4);

    private final String spelling;
    private final int bytes;

    CType(int bytes) {
        this.spelling = name();
        this.bytes = bytes;
    }

    CType(String spelling, int bytes) {
        this.spelling = spelling;
        this.bytes = bytes;
    }

    /** Returns how the headers write it. */
    String spelling() {
        return spelling;
    }

    /** Returns how many bytes a value takes. */
    int bytes() {
        return bytes;
    }
}
