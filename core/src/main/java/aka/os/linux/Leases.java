package aka.os.linux;

import aka.os.Body;
import aka.os.FileCallException;
import aka.os.Trouble;
import aka.os.WriterGuard;

/** Read leases: {@code fcntl(2)}, {@code F_SETLEASE}. */
final class Leases implements WriterGuard {

    private static final int F_SETSIG = 10;
    private static final int F_SETLEASE = 1024;
    private static final int F_GETLEASE = 1025;
    private static final int F_RDLCK = 0;
    private static final int F_UNLCK = 2;

    /** The signal that tells of a break: one that the virtual machine ignores. The default, SIGIO, would end it. */
    private static final int SIGWINCH = 28;

    @Override
    public Guard guard(Body body) throws FileCallException {
        LinuxBody leased = (LinuxBody) body;
        String deed = "keep writers away from " + body.path();
        if (!leased.isReadable()) {
            throw FileCallException.onlyHeld(deed, body);
        }
        // Every time: releasing a lease resets the signal.
        int answer = Libc.fcntl(leased.fd(), F_SETSIG, SIGWINCH);
        if (answer == 0) {
            answer = Libc.fcntl(leased.fd(), F_SETLEASE, F_RDLCK);
        }
        if (Errno.EAGAIN.is(answer)) {
            throw Errno.EAGAIN.failure(
                    deed,
                    body.path(),
                    null,
                    Trouble.BUSY,
                    "someone has it open for writing",
                    "Try again when it is closed; 'fuser -v' tells who has it.");
        }
        if (answer < 0) {
            throw Errno.failure(deed, body.path(), null, answer);
        }
        return new Lease(leased.fd());
    }

    private record Lease(int fd) implements Guard {

        @Override
        public boolean undisturbed() {
            return Libc.fcntl(fd, F_GETLEASE, 0) == F_RDLCK;
        }

        @Override
        public void close() {
            Libc.fcntl(fd, F_SETLEASE, F_UNLCK);
        }
    }
}
