package aka.group;

import aka.file.Leaf;
import aka.os.Body;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.os.Trouble;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The groups of a project, in a file {@value #LEAF} that came with it, perhaps from a stranger. It names only what is inside its
 * folder, and nothing is looked at because of it before it is trusted.
 */
public final class ProjectGroups {

    /** The name of the file. */
    public static final String LEAF = ".aka-groups";

    private final Path folder;
    private final byte[] raw;

    private ProjectGroups(Path folder, byte[] raw) {
        this.folder = folder;
        this.raw = raw;
    }

    /**
     * Returns the groups of the nearest folder that has some, {@code start} or one above it.
     *
     * @param start an absolute path without links on the way
     * @throws FileCallException if such a file is there and cannot be read, as one that is a link or a pipe cannot
     */
    public static Optional<ProjectGroups> above(FileCalls calls, Path start) throws FileCallException {
        for (@Nullable Path folder = start; folder != null; folder = folder.getParent()) {
            try {
                return Optional.of(in(calls, folder));
            } catch (FileCallException failed) {
                if (failed.trouble() != Trouble.MISSING) {
                    throw failed;
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the groups of this very folder.
     *
     * @param folder an absolute path without links on the way
     * @throws FileCallException {@link Trouble#MISSING} if it has none; {@link Trouble#IS_SYMLINK}, {@link Trouble#NOT_REGULAR}
     */
    public static ProjectGroups in(FileCalls calls, Path folder) throws FileCallException {
        try (Folder open = calls.openFolder(folder);
                Body body = open.openBody(Leaf.of(LEAF).bytes())) {
            ByteBuffer into =
                    ByteBuffer.allocateDirect((int) Math.min(body.facts().sizeBytes(), GroupsText.BYTES_MOST) + 1);
            long at = 0;
            for (int read = 1; read > 0 && into.hasRemaining(); at += read) {
                read = body.read(into, at);
            }
            byte[] raw = new byte[into.flip().remaining()];
            into.get(raw);
            return new ProjectGroups(folder, raw);
        }
    }

    /** Returns the folder of the project. */
    public Path folder() {
        return folder;
    }

    /** Returns the file itself. */
    public Path file() {
        return folder.resolve(LEAF);
    }

    /** Returns what it says. */
    public GroupsText text() {
        return GroupsText.of(raw, MemberPlaces.inside(folder));
    }

    /** Returns the SHA-256 of all that it says, in hexadecimal: whoever trusts it trusts this and nothing else. */
    String digest() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(raw));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("each Java has SHA-256", impossible);
        }
    }
}
