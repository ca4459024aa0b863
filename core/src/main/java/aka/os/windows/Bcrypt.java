package aka.os.windows;

import static aka.os.windows.CType.BCRYPT_ALG_HANDLE;
import static aka.os.windows.CType.NTSTATUS;
import static aka.os.windows.CType.PUCHAR;
import static aka.os.windows.CType.ULONG;

import aka.os.memory.NativeMemory;

/** The system's own random numbers: one method per call, its prototype as the comment. */
final class Bcrypt {

    /** No algorithm is named: the system chooses. */
    private static final int BCRYPT_USE_SYSTEM_PREFERRED_RNG = 2;

    private static final Function GEN_RANDOM =
            Function.of(Library.BCRYPT, NTSTATUS, "BCryptGenRandom", BCRYPT_ALG_HANDLE, PUCHAR, ULONG, ULONG);

    private Bcrypt() {}

    /** {@code NTSTATUS BCryptGenRandom(BCRYPT_ALG_HANDLE, PUCHAR into, ULONG length, ULONG flags);} */
    static int genRandom(NativeMemory into, int length) {
        return (int) GEN_RANDOM.call(0, into.address(), length, BCRYPT_USE_SYSTEM_PREFERRED_RNG);
    }
}
