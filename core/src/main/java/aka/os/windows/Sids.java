package aka.os.windows;

import aka.os.memory.NativeMemory;
import aka.os.windows.Structure.Field;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Optional;

/**
 * Security identifiers (MS-DTYP 2.4.2.2): who somebody is.
 *
 * <pre>{@code
 * struct SID { BYTE Revision, SubAuthorityCount; SID_IDENTIFIER_AUTHORITY IdentifierAuthority; DWORD SubAuthority[1]; };
 * struct TOKEN_USER { struct { PSID Sid; DWORD Attributes; } User; };
 * }</pre>
 */
final class Sids {

    private static final Structure SID = Structure.of("SID", 12);
    private static final Field SUB_AUTHORITY_COUNT = SID.field("SubAuthorityCount", 1, 1);
    private static final Field SUB_AUTHORITY = SID.field("SubAuthority", 8, 4);

    private static final Structure TOKEN_USER = Structure.of("TOKEN_USER", 16);
    private static final Field USER = TOKEN_USER.field("User.Sid", 0, 8);

    /** What stands for this very process ({@code GetCurrentProcess}). */
    @Header("NtCurrentProcess()")
    private static final long THIS_PROCESS = -1;

    @Ours
    private static final int TOKEN_USER_MAX = 256;

    private Sids() {}

    /** Returns how long the identifier is that begins at {@code at}, in bytes. */
    static int length(byte[] bytes, int at) {
        return SUB_AUTHORITY.offset() + SUB_AUTHORITY.size() * (bytes[at + SUB_AUTHORITY_COUNT.offset()] & 0xFF);
    }

    /** Returns the user in whose name this process acts; empty where Windows does not say. */
    static Optional<byte[]> user() {
        long token = Advapi32.openProcessToken(THIS_PROCESS, Advapi32.TOKEN_QUERY);
        if (token < 0) {
            return Optional.empty();
        }
        try (Arena arena = Arena.ofConfined()) {
            NativeMemory memory = NativeMemory.in(arena, TOKEN_USER_MAX);
            if (Advapi32.getTokenInformation(token, Advapi32.TOKEN_USER, memory) < 0) {
                return Optional.empty();
            }
            // The identifier is behind the structure, in the same memory.
            int at = (int) (USER.in(memory, 0) - memory.address());
            byte[] all = memory.copy(0, memory.size());
            return Optional.of(Arrays.copyOfRange(all, at, at + length(all, at)));
        } finally {
            Ntdll.close(token);
        }
    }
}
