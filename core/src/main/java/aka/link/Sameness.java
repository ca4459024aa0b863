package aka.link;

import aka.content.Comparison;
import aka.file.FileFacts;
import aka.file.Kind;
import aka.file.Leaf;
import aka.os.Body;
import aka.os.CancelToken;
import aka.os.Clones;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import aka.os.Support;
import aka.os.Trouble;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What several paths have in common: the one verdict that holds for all of them.
 *
 * @param verdict the answer
 * @param reason what it rests on, where it needs a word; always there for {@link Verdict#UNKNOWN}, else possibly empty
 * @param trouble the failed call, where one is the reason
 */
public record Sameness(Verdict verdict, String reason, Optional<FileCallException> trouble) {

    /** What paths can be to each other, the closest first. */
    public enum Verdict {
        /** Names of one body: a change through one is seen through all. */
        ONE_FILE,
        /** At least one is a symbolic link that leads to the same body as the others. */
        SYMLINK,
        /** Bodies of their own that share their blocks until one of them changes. */
        CLONES,
        /** Bodies of their own, with equal bytes now. */
        EQUAL_COPIES,
        /** It could not be found out. */
        UNKNOWN,
        /** Different bytes, or different kinds of files. */
        DIFFERENT
    }

    /** How many symbolic links in a row are followed, as many as Linux does. */
    private static final int MAX_LINKS = 40;

    /**
     * Compares each of {@code paths} with the first. Symbolic links are followed; nothing but regular files is read.
     *
     * @param paths two or more
     * @throws java.util.concurrent.CancellationException if a stop was asked for
     */
    public static Sameness of(FileCalls calls, List<Path> paths, CancelToken cancel) {
        if (paths.size() < 2) {
            throw new IllegalArgumentException("sameness takes two paths or more");
        }
        Sameness all = plain(Verdict.ONE_FILE);
        for (Path other : paths.subList(1, paths.size())) {
            Sameness pair = ofPair(calls, paths.getFirst(), other, cancel);
            if (pair.verdict.compareTo(all.verdict) > 0) {
                all = pair;
            }
        }
        return all;
    }

    private static Sameness ofPair(FileCalls calls, Path one, Path other, CancelToken cancel) {
        try {
            End first = End.of(calls, one);
            End second = End.of(calls, other);
            return compare(calls, first, second, cancel);
        } catch (FileCallException e) {
            return new Sameness(Verdict.UNKNOWN, e.sentence(), Optional.of(e));
        }
    }

    private static Sameness compare(FileCalls calls, End one, End other, CancelToken cancel) throws FileCallException {
        if (one.facts.sameFile(other.facts)) {
            return plain(one.followed || other.followed ? Verdict.SYMLINK : Verdict.ONE_FILE);
        }
        if (one.facts.kind() != other.facts.kind()) {
            return different("one is a " + one.facts.kind().word() + ", one a "
                    + other.facts.kind().word());
        }
        if (one.facts.kind() != Kind.FILE) {
            return unknown("only the bytes of regular files are compared");
        }
        // A length of 0 is not believed: files that the system makes up have it, whatever they hold.
        long oneBytes = one.facts.sizeBytes();
        long otherBytes = other.facts.sizeBytes();
        if (oneBytes != otherBytes && oneBytes > 0 && otherBytes > 0) {
            return different("one has " + oneBytes + " bytes, one " + otherBytes);
        }
        try (Body body = one.open(calls);
                Body otherBody = other.open(calls)) {
            return compareBodies(calls, one, other, body, otherBody, cancel);
        }
    }

    private static Sameness compareBodies(
            FileCalls calls, End one, End other, Body body, Body otherBody, CancelToken cancel)
            throws FileCallException {
        if (!Comparison.sameBytes(body, otherBody, cancel)) {
            return different("the bytes differ");
        }
        // Blocks only refine what the bytes have proved.
        Optional<Clones> clones = calls.clones();
        if (clones.isPresent() && clones.get().areClones(body, otherBody) == Support.YES) {
            return plain(Verdict.CLONES);
        }
        if (one.facts.key().isEmpty() || other.facts.key().isEmpty()) {
            return unknown("the bytes are equal, but this system does not tell whether it is one file");
        }
        return plain(Verdict.EQUAL_COPIES);
    }

    private static Sameness plain(Verdict verdict) {
        return new Sameness(verdict, "", Optional.empty());
    }

    private static Sameness different(String reason) {
        return new Sameness(Verdict.DIFFERENT, reason, Optional.empty());
    }

    private static Sameness unknown(String reason) {
        return new Sameness(Verdict.UNKNOWN, reason, Optional.empty());
    }

    /** What a path leads to in the end. */
    private record End(Path path, FileFacts facts, boolean followed) {

        static End of(FileCalls calls, Path typed) throws FileCallException {
            Path path = typed;
            for (int links = 0; links <= MAX_LINKS; links++) {
                FileFacts facts = calls.facts(path);
                if (facts.kind() != Kind.SYMLINK) {
                    return new End(path, facts, links > 0);
                }
                path = path.resolveSibling(calls.linkTarget(path));
            }
            throw new FileCallException(
                    "follow " + typed,
                    typed,
                    null,
                    Trouble.TOO_MANY_LINKS,
                    "",
                    0,
                    "its symbolic links lead in a circle, or too far",
                    "Look at where they lead with readlink");
        }

        Body open(FileCalls calls) throws FileCallException {
            Path parent = path.getParent();
            try (Folder folder = calls.openFolder(parent == null ? Path.of("") : parent)) {
                return folder.openBody(Leaf.of(path).bytes());
            }
        }
    }
}
