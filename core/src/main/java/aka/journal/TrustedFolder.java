package aka.journal;

import aka.file.FileFacts;
import aka.file.FileFacts.Owner;
import aka.file.Kind;
import aka.file.Leaf;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.os.Trouble;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Follows a path to a folder, part by part, and makes sure that nobody but this user and root can make it lead elsewhere or
 * change what is in it: whoever could write a journal could have a later {@code undo} or {@code recover} do as he likes, in the
 * name of the one who calls it.
 */
final class TrustedFolder {

    private static final int ROOT = 0;
    private static final int WRITABLE_BY_OTHERS = 022;
    private static final int STICKY = 01000;

    /** As many as Linux follows. */
    private static final int MOST_LINKS = 40;

    private final FileCalls calls;
    private final Path asked;
    private final OptionalInt user;
    private final Deque<Path> ahead = new ArrayDeque<>();
    private Path at;
    private int links;

    private TrustedFolder(FileCalls calls, Path asked) {
        this.calls = calls;
        this.asked = asked;
        this.user = calls.userId();
        this.at = top(asked);
        push(asked);
    }

    /** Follows the path to its end. What is not there is made, for its owner only. */
    static TrustedFolder open(FileCalls calls, Path asked) throws FileCallException {
        TrustedFolder folder = new TrustedFolder(calls, asked.toAbsolutePath());
        try {
            folder.follow();
            return folder;
        } catch (FileCallException failed) {
            throw folder.inItsName(failed);
        }
    }

    /** Returns the real path. */
    Path path() {
        return at;
    }

    private void follow() throws FileCallException {
        checkOnTheWay(at, calls.facts(at));
        while (!ahead.isEmpty()) {
            Path name = ahead.pop();
            if (name.toString().equals("..")) {
                at = at.getParent() == null ? at : at.getParent();
            } else if (!name.toString().isEmpty() && !name.toString().equals(".")) {
                step(at.resolve(name));
            }
        }
        checkOurs(at, calls.facts(at));
    }

    private void step(Path next) throws FileCallException {
        FileFacts facts = factsOrNew(next);
        checkOnTheWay(next, facts);
        if (facts.kind() == Kind.SYMLINK || facts.kind() == Kind.JUNCTION) {
            if (++links > MOST_LINKS) {
                throw refusal(
                        Trouble.TOO_MANY_LINKS,
                        "symbolic links lead in a circle",
                        "Mend one of them, or set AKA_HOME to another place.");
            }
            Path target = calls.linkTarget(next);
            at = target.isAbsolute() ? top(target) : at;
            push(target);
        } else {
            at = next;
        }
    }

    private FileFacts factsOrNew(Path next) throws FileCallException {
        Optional<FileFacts> there = calls.find(next);
        if (there.isPresent()) {
            return there.get();
        }
        make(next);
        return calls.facts(next);
    }

    private void make(Path missing) throws FileCallException {
        try (Folder parent = calls.openFolder(at)) {
            parent.createFolder(Leaf.of(missing), false);
        } catch (FileCallException failed) {
            if (failed.trouble() != Trouble.EXISTS) {
                throw failed;
            }
        }
        StateFiles.forceFolder(at);
    }

    private void checkOnTheWay(Path part, FileFacts facts) throws FileCallException {
        boolean link = facts.kind() == Kind.SYMLINK || facts.kind() == Kind.JUNCTION;
        if (!link && facts.kind() != Kind.FOLDER) {
            throw refusal(
                    Trouble.NOT_A_FOLDER, part + " is no folder", "Move that away, or set AKA_HOME to another place.");
        }
        Optional<Owner> owner = facts.owner();
        if (owner.isEmpty()) {
            return;
        }
        int uid = owner.get().uid();
        int mode = owner.get().mode();
        if (uid != ROOT && user.isPresent() && uid != user.getAsInt()) {
            throw notOurs(part, uid);
        }
        if (!link && (mode & WRITABLE_BY_OTHERS) != 0 && (mode & STICKY) == 0) {
            throw writable(part, mode);
        }
    }

    /** Checks a folder, or a file in it, that must be this user's own. */
    void checkOurs(Path part, FileFacts facts) throws FileCallException {
        Optional<Owner> owner = facts.owner();
        if (owner.isEmpty()) {
            return;
        }
        if (user.isPresent() && owner.get().uid() != user.getAsInt()) {
            throw notOurs(part, owner.get().uid());
        }
        if ((owner.get().mode() & WRITABLE_BY_OTHERS) != 0) {
            throw writable(part, owner.get().mode());
        }
    }

    private FileCallException notOurs(Path part, int uid) {
        boolean weAreRoot = user.isPresent() && user.getAsInt() == ROOT;
        return refusal(
                Trouble.NO_PERMISSION,
                part + " belongs to user " + uid + ", who could write into it what a later run would believe",
                weAreRoot
                        ? "Use 'sudo -H', or set AKA_HOME to a folder of root's own."
                        : "Set AKA_HOME to a folder of your own.");
    }

    private FileCallException writable(Path part, int mode) {
        return refusal(
                Trouble.NO_PERMISSION,
                "others may change " + part + " (mode " + Integer.toOctalString(mode)
                        + "), and write into it what a later run would believe",
                "Take that away (chmod go-w), or set AKA_HOME to another folder.");
    }

    private FileCallException refusal(Trouble trouble, String reason, String wayOut) {
        return new FileCallException(deed(), asked, null, trouble, "", 0, reason, wayOut);
    }

    private FileCallException inItsName(FileCallException failed) {
        if (failed.deed().equals(deed())) {
            return failed;
        }
        FileCallException named = new FileCallException(
                deed(),
                asked,
                null,
                failed.trouble(),
                failed.osError(),
                failed.osNumber(),
                failed.path().equals(asked) ? failed.getReason() : failed.path() + ": " + failed.getReason(),
                "Set AKA_HOME to a folder in which you may write, or mend this one.");
        named.initCause(failed);
        return named;
    }

    private String deed() {
        return "keep journals in " + asked;
    }

    private void push(Path parts) {
        for (int i = parts.getNameCount() - 1; i >= 0; i--) {
            ahead.push(parts.getName(i));
        }
    }

    private static Path top(Path absolute) {
        Path root = absolute.getRoot();
        return root == null ? absolute.getFileSystem().getPath("/") : root;
    }
}
