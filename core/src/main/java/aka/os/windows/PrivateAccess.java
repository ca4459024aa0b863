package aka.os.windows;

import aka.os.FileCallException;
import aka.os.Trouble;
import aka.os.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The security descriptor of what only this user is to come to. */
final class PrivateAccess {

    private static @Nullable NativeMemory descriptor;

    private PrivateAccess() {}

    /**
     * Returns the address of it.
     *
     * @param deed what needs it, for the error
     * @throws FileCallException if Windows does not tell who the user is
     */
    static synchronized long address(String deed, Path path) throws FileCallException {
        NativeMemory known = descriptor;
        if (known == null) {
            byte[] user = Sids.user()
                    .orElseThrow(() -> new FileCallException(
                            deed,
                            path,
                            null,
                            Trouble.NO_PERMISSION,
                            "",
                            0,
                            "the system does not tell who you are, so it cannot be kept from others",
                            "Sign in again, then try again."));
            SecurityDescriptor forUser = SecurityDescriptor.forOnly(user);
            known = NativeMemory.in(Arena.global(), 512);
            forUser.write(known);
            descriptor = known;
        }
        return known.address();
    }
}
