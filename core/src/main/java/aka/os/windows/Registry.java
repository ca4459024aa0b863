package aka.os.windows;

import aka.os.FileCallException;
import aka.os.UserSettings;
import aka.os.memory.NativeMemory;
import java.nio.file.Path;
import java.util.Optional;

/** The registry below {@code HKEY_CURRENT_USER}. */
final class Registry implements UserSettings {

    private static final String ROOT = "HKEY_CURRENT_USER";

    /** What the system calls a text ({@code winnt.h}). In the second one, names between percent signs stand for variables. */
    private static final int REG_SZ = 1;

    private static final int REG_EXPAND_SZ = 2;

    private static final int ERROR_FILE_NOT_FOUND = 2;
    private static final int ERROR_NO_MORE_ITEMS = 259;
    private static final int ERROR_KEY_DELETED = 1018;

    @Override
    public boolean isKey(String key) throws FileCallException {
        int status = Advapi32.regOpenKey(Advapi32.HKEY_CURRENT_USER, key, Advapi32.KEY_QUERY_VALUE);
        if (isMissing(status)) {
            return false;
        }
        close(opened(status, "look at", key));
        return true;
    }

    @Override
    public Optional<String> text(String key, String name) throws FileCallException {
        int status = Advapi32.regOpenKey(Advapi32.HKEY_CURRENT_USER, key, Advapi32.KEY_QUERY_VALUE);
        if (isMissing(status)) {
            return Optional.empty();
        }
        long handle = opened(status, "read", key);
        try {
            Scratch scratch = Scratch.get();
            int read = Advapi32.regQueryValue(handle, name, scratch.numbers, scratch.information);
            if (isMissing(read)) {
                return Optional.empty();
            }
            require(read, "read", key);
            int type = Advapi32.typeIn(scratch.numbers);
            if (type != REG_SZ && type != REG_EXPAND_SZ) {
                return Optional.empty();
            }
            String text = Utf16.text(scratch.information, 0, Advapi32.bytesIn(scratch.numbers));
            // It ends with a zero, unless a program forgot to write that.
            int end = text.indexOf('\0');
            return Optional.of(end < 0 ? text : text.substring(0, end));
        } finally {
            close(handle);
        }
    }

    @Override
    public void make(String key) throws FileCallException {
        int status = Advapi32.regCreateKey(Advapi32.HKEY_CURRENT_USER, key, Advapi32.KEY_QUERY_VALUE);
        close(opened(status, "make", key));
    }

    @Override
    public void set(String key, String name, String text) throws FileCallException {
        int status = Advapi32.regOpenKey(Advapi32.HKEY_CURRENT_USER, key, Advapi32.KEY_SET_VALUE);
        long handle = opened(status, "write to", key);
        try {
            NativeMemory value = Scratch.get().information;
            for (int i = 0; i < text.length(); i++) {
                value.bytes().putChar(2 * i, text.charAt(i));
            }
            value.bytes().putChar(2 * text.length(), '\0');
            int bytes = 2 * (text.length() + 1);
            require(Advapi32.regSetValue(handle, name, REG_SZ, value, bytes), "write to", key);
        } finally {
            close(handle);
        }
    }

    @Override
    public void remove(String key, String name) throws FileCallException {
        int status = Advapi32.regOpenKey(Advapi32.HKEY_CURRENT_USER, key, Advapi32.KEY_SET_VALUE);
        if (isMissing(status)) {
            return;
        }
        long handle = opened(status, "take a value out of", key);
        try {
            int removed = Advapi32.regDeleteValue(handle, name);
            if (!isMissing(removed)) {
                require(removed, "take a value out of", key);
            }
        } finally {
            close(handle);
        }
    }

    /** The call itself refuses a key that holds keys, and takes one that holds values. */
    @Override
    public void removeIfEmpty(String key) throws FileCallException {
        int access = Advapi32.KEY_QUERY_VALUE | Advapi32.KEY_ENUMERATE_SUB_KEYS;
        int status = Advapi32.regOpenKey(Advapi32.HKEY_CURRENT_USER, key, access);
        if (isMissing(status)) {
            return;
        }
        long handle = opened(status, "look into", key);
        boolean empty;
        try {
            empty = Advapi32.regEnumKey(handle, 0, Scratch.get().information) == -ERROR_NO_MORE_ITEMS
                    && Advapi32.regEnumValue(handle, 0, Scratch.get().information) == -ERROR_NO_MORE_ITEMS;
        } finally {
            close(handle);
        }
        if (empty) {
            int removed = Advapi32.regDeleteKey(Advapi32.HKEY_CURRENT_USER, key);
            if (!isMissing(removed)) {
                require(removed, "remove", key);
            }
        }
    }

    private static boolean isMissing(int status) {
        return status == -ERROR_FILE_NOT_FOUND || status == -ERROR_KEY_DELETED;
    }

    /** Returns the handle that the call left. */
    private static long opened(int status, String deed, String key) throws FileCallException {
        require(status, deed, key);
        return Scratch.get().handle.bytes().getLong(0);
    }

    private static void close(long handle) {
        Advapi32.regCloseKey(handle);
    }

    private static void require(int status, String deed, String key) throws FileCallException {
        if (status < 0) {
            FileCallException plain =
                    WinError.failureOf(deed + " the registry key " + ROOT + '\\' + key, Path.of(ROOT), null, -status);
            throw new FileCallException(
                    plain.deed(),
                    plain.path(),
                    null,
                    plain.trouble(),
                    plain.osError(),
                    plain.osNumber(),
                    String.valueOf(plain.getReason()),
                    "Look at that key and its permissions (regedit).");
        }
    }
}
