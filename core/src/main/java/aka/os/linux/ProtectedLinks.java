package aka.os.linux;

import aka.file.FileFacts.Owner;
import aka.file.Kind;
import aka.os.FileCallException;
import aka.os.Support;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code fs.protected_hardlinks} (proc(5)): whether names are refused to those who neither own a file nor may read and write
 * it, so that nobody can keep another's program alive or point a privileged one at it.
 */
final class ProtectedLinks {

    private static final int SETUID = 04000;
    private static final int SETGID_AND_GROUP_EXECUTE = 02010;

    private ProtectedLinks() {}

    /** Returns whether the rule is in force; unknown where {@code /proc} does not tell. */
    static Support areOn() {
        try {
            boolean on = Files.readString(Path.of("/proc/sys/fs/protected_hardlinks"))
                    .startsWith("1");
            return on ? Support.YES : Support.NO;
        } catch (IOException notThere) {
            return Support.UNKNOWN;
        }
    }

    /** The rule itself, as {@code may_linkat} in the kernel's {@code fs/namei.c} has it. */
    static Support allow(Path path) {
        Owner owner;
        Kind kind;
        try {
            Statx statx = LinuxFileCalls.look(path);
            owner = statx.owner();
            kind = statx.kind();
        } catch (FileCallException unseen) {
            return Support.UNKNOWN;
        }
        int user = Libc.geteuid();
        if (user == 0 || user == owner.uid()) {
            return Support.YES;
        }
        boolean privileged =
                (owner.mode() & SETUID) != 0 || (owner.mode() & SETGID_AND_GROUP_EXECUTE) == SETGID_AND_GROUP_EXECUTE;
        if (kind != Kind.FILE || privileged) {
            return Support.NO;
        }
        return LinuxFileCalls.answer(LinuxFileCalls.mayAccess(path, Libc.R_OK | Libc.W_OK));
    }
}
