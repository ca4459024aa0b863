package aka.os;

/** Forces what was written to the disk. Obtained by {@link FileCalls#durability}. */
public interface Durability {

    /** Forces the bytes and metadata of one body (Linux: {@code fsync(2)}). */
    void force(Body body) throws FileCallException;

    /**
     * Returns whether {@link #forceVolume} forces the bytes of {@code body} as well. Where it forces names only (Windows, for all
     * but administrators), each body that is rested on is to be forced by itself, before writers are kept away from it.
     */
    boolean coversBodies(Body body);

    /** Forces all of the volume that holds {@code folder} (Linux: {@code syncfs(2)}). */
    void forceVolume(Folder folder) throws FileCallException;
}
