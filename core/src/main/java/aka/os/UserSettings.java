package aka.os;

import java.util.Optional;

/**
 * What this user has set for programs to read: texts with names, kept in keys, which form a tree. Obtained by {@link
 * FileCalls#userSettings}.
 *
 * <p>Windows: the registry below {@code HKEY_CURRENT_USER}, for which nobody needs to be an administrator. A key is written as
 * the way to it, with backslashes; the text of a key that has no name is called by the empty one.
 */
public interface UserSettings {

    /** Returns whether there is such a key. */
    boolean isKey(String key) throws FileCallException;

    /** Returns a text; empty if there is none of that name, or no such key, or what is there is no text. */
    Optional<String> text(String key, String name) throws FileCallException;

    /** Makes a key within one that is there; content if it is there already. */
    void make(String key) throws FileCallException;

    /** Sets a text in a key that is there, in place of whatever has the name. */
    void set(String key, String name, String text) throws FileCallException;

    /** Takes a text, or another value, away; content if there is none, or no such key. */
    void remove(String key, String name) throws FileCallException;

    /** Takes a key away if it holds neither keys nor values; content if it holds some, or if there is no such key. */
    void removeIfEmpty(String key) throws FileCallException;
}
