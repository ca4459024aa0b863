package aka.group;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which program saves a file, by the entries that it makes beside it meanwhile. Each is what such a program was seen to make ({@code
 * docs/programs.md}), or documents.
 */
final class SaveTrace {

    private static final Pattern SED = Pattern.compile("sed[A-Za-z0-9]{6}");
    private static final Pattern GNOME = Pattern.compile("\\.goutputstream-[A-Za-z0-9]{6}");
    private static final Pattern SIX = Pattern.compile("\\.[A-Za-z0-9]{6}");

    private SaveTrace() {}

    /**
     * Returns the program.
     *
     * @param entry the leaf that came or went
     * @param saved the leaf that was saved
     */
    static Optional<String> program(String entry, String saved) {
        if (entry.equals("." + saved + ".swp") || entry.equals("." + saved + ".swx") || entry.equals("4913")) {
            return Optional.of("vim");
        }
        if (entry.equals("#" + saved + "#") || entry.equals(".#" + saved)) {
            return Optional.of("emacs");
        }
        if (entry.equals(".~lock." + saved + "#")) {
            return Optional.of("LibreOffice");
        }
        if (entry.equals("~$" + saved)) {
            return Optional.of("Microsoft Office");
        }
        if (entry.startsWith(saved + "___jb_")) {
            return Optional.of("a JetBrains program");
        }
        if (SED.matcher(entry).matches()) {
            return Optional.of("sed -i");
        }
        if (GNOME.matcher(entry).matches()) {
            return Optional.of("a GNOME program");
        }
        return sixAfter(entry, saved);
    }

    private static Optional<String> sixAfter(String entry, String saved) {
        if (entry.startsWith("." + saved)
                && SIX.matcher(entry.substring(saved.length() + 1)).matches()) {
            return Optional.of("rsync");
        }
        if (entry.startsWith(saved)
                && SIX.matcher(entry.substring(saved.length())).matches()) {
            return Optional.of("a KDE or Qt program");
        }
        return Optional.empty();
    }
}
