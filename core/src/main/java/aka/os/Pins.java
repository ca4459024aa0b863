package aka.os;

/**
 * Finds bodies and folders that something outside this program holds by other means than a name or an open file, so that
 * replacing a name would take the file from it. Obtained by {@link FileCalls#pins}.
 *
 * <p>Linux: files that are bind-mounted (in any mount namespace that {@code /proc} shows), and the layers of mounted
 * overlays, storage of containers and folders exported by NFS.
 */
public interface Pins {

    /**
     * Looks now. What this user may not see is missing from it.
     *
     * @throws FileCallException {@link Trouble#IO_ERROR} if the system's list of mounts cannot be read
     */
    Pinned look() throws FileCallException;
}
