package aka.group;

import aka.file.Leaf;
import aka.file.RawText;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Trouble;
import java.nio.file.Path;

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
     * Returns a name beside {@code path} that nothing has.
     *
     * @throws FileCallException if there is none, or the folder cannot be looked into
     */
    static Path beside(FileCalls calls, Path path) throws FileCallException {
        byte[] raw = Leaf.of(path).bytes();
        String base = raw.length > LEAF_MOST ? "long-name" : RawText.of(raw);
        for (int number = 1; number <= NUMBER_MOST; number++) {
            String text = base + WORD + (number == 1 ? "" : "-" + number);
            Path aside = Leaf.of(RawText.bytes(text)).in(Sight.parent(path));
            if (isFree(calls, aside)) {
                return aside;
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

    private static boolean isFree(FileCalls calls, Path path) throws FileCallException {
        try {
            calls.facts(path);
            return false;
        } catch (FileCallException missing) {
            if (missing.trouble() == Trouble.MISSING) {
                return true;
            }
            throw missing;
        }
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
