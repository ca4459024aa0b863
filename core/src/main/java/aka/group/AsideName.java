package aka.group;

import aka.file.FileFacts;
import aka.file.Leaf;
import aka.file.RawText;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Trouble;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * The name under which a file is set aside that was not kept: {@code app.ini.aka-aside} beside {@code app.ini}. It ends otherwise
 * than the file, so that a program that reads all of a kind in a folder does not read it; and no pattern and no tree of a group
 * takes it in.
 */
final class AsideName {

    private static final String WORD = ".aka-aside";

    /** Most systems allow 255 bytes or units: room for the word and a number stays. */
    private static final int LEAF_MOST = 230;

    private static final int NUMBER_MOST = 1000;

    private AsideName() {}

    /**
     * A name for a file that is set aside.
     *
     * @param taken whether the file has it already
     */
    record Found(Path path, boolean taken) {}

    /**
     * Returns a name beside {@code path} that nothing has, or that leads to its body already.
     *
     * @param body what {@code path} leads to
     * @param promised names that are to be given to others
     * @throws FileCallException if there is none, or the folder cannot be looked into
     */
    static Found beside(FileCalls calls, Path path, FileFacts body, Set<Path> promised) throws FileCallException {
        String base = shortened(RawText.of(Leaf.of(path).bytes()));
        for (int number = 1; number <= NUMBER_MOST; number++) {
            String text = base + WORD + (number == 1 ? "" : "-" + number);
            Path aside = Leaf.of(RawText.bytes(text)).in(Sight.parent(path));
            Optional<FileFacts> there = calls.find(aside);
            boolean fits = there.isEmpty() || there.get().sameFile(body);
            if (fits && !promised.contains(aside)) {
                return new Found(aside, there.isPresent());
            }
        }
        throw new FileCallException(
                "set " + path + " aside",
                path,
                null,
                Trouble.EXISTS,
                "",
                0,
                "there are " + NUMBER_MOST + " of it already",
                "Look at those that end in " + WORD + ", and remove what nobody needs.");
    }

    /** Cuts no character in two. */
    private static String shortened(String leaf) {
        String text = leaf;
        while (RawText.bytes(text).length > LEAF_MOST) {
            text = text.substring(0, text.offsetByCodePoints(text.length(), -1));
        }
        return text;
    }

    /** Returns whether a file is one that was set aside. */
    static boolean is(Path path) {
        String leaf = RawText.of(Leaf.of(path).bytes());
        int word = leaf.lastIndexOf(WORD);
        if (word < 0) {
            return false;
        }
        String rest = leaf.substring(word + WORD.length());
        return rest.isEmpty() || rest.matches("-[0-9]{1,4}");
    }
}
