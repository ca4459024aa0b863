package aka.cli;

import aka.os.FileCallException;
import aka.os.UserSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The entries of aka in Explorer's menus of this user. Keys that had to be made are written down before they are made, in a key
 * of aka's own, so that they can go again with it: what others keep in the same places stays as it is.
 */
final class ExplorerEntries {

    private static final String OWN_KEY = "Software\\Aka";
    private static final String MADE = "keys made";
    private static final String NAMELESS = "";

    /** With one file chosen only: with several, Explorer would start a program for each, and each would see one. */
    private static final String SELECTION = "MultiSelectModel";

    private static final String ONE = "Single";

    private final UserSettings settings;

    ExplorerEntries(UserSettings settings) {
        this.settings = settings;
    }

    /** Returns what the entry runs; empty if it is not there. */
    Optional<String> command(ExplorerEntry entry) throws FileCallException {
        return settings.text(entry.commandKey(), NAMELESS);
    }

    /** Makes all entries, in place of what they were. */
    void install(String program) throws FileCallException {
        Set<String> missing = new LinkedHashSet<>();
        for (ExplorerEntry entry : ExplorerEntry.values()) {
            addMissing(entry.commandKey(), missing);
        }
        Set<String> made = made();
        made.addAll(missing);
        settings.make(OWN_KEY);
        settings.set(OWN_KEY, MADE, String.join("\n", made));
        for (String key : missing) {
            settings.make(key);
        }
        for (ExplorerEntry entry : ExplorerEntry.values()) {
            settings.set(entry.key(), NAMELESS, entry.title());
            settings.set(entry.key(), SELECTION, ONE);
            settings.set(entry.commandKey(), NAMELESS, entry.command(program));
        }
    }

    /** Takes all entries away, and every key that was made for them and holds nothing else. */
    void remove() throws FileCallException {
        Set<String> keys = made();
        for (ExplorerEntry entry : ExplorerEntry.values()) {
            settings.remove(entry.key(), NAMELESS);
            settings.remove(entry.key(), SELECTION);
            settings.remove(entry.commandKey(), NAMELESS);
            keys.add(entry.key());
            keys.add(entry.commandKey());
        }
        for (String key : deepestFirst(keys)) {
            settings.removeIfEmpty(key);
        }
        settings.remove(OWN_KEY, MADE);
        settings.removeIfEmpty(OWN_KEY);
    }

    private Set<String> made() throws FileCallException {
        Set<String> made = new LinkedHashSet<>();
        settings.text(OWN_KEY, MADE).ifPresent(list -> list.lines().forEach(made::add));
        return made;
    }

    /** Adds {@code key} and those above it that are not there, the uppermost first. */
    private void addMissing(String key, Set<String> missing) throws FileCallException {
        for (int end = key.indexOf('\\'); end >= 0; end = key.indexOf('\\', end + 1)) {
            addIfMissing(key.substring(0, end), missing);
        }
        addIfMissing(key, missing);
    }

    private void addIfMissing(String key, Set<String> missing) throws FileCallException {
        if (!missing.contains(key) && !settings.isKey(key)) {
            missing.add(key);
        }
    }

    private static List<String> deepestFirst(Collection<String> keys) {
        List<String> sorted = new ArrayList<>(keys);
        sorted.sort(Comparator.comparingInt(String::length).reversed());
        return sorted;
    }
}
