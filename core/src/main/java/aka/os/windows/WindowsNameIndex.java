package aka.os.windows;

import aka.file.FileKey;
import aka.file.Leaf;
import aka.file.Name;
import aka.file.Utf16Names;
import aka.os.FileCallException;
import aka.os.NameIndex;
import aka.os.Trouble;
import aka.os.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;

/**
 * All names of a file by {@code FindFirstFileNameW}. They are told from the root of the volume, without a drive, and the
 * first of them need not be the one that was asked by.
 */
final class WindowsNameIndex implements NameIndex {

    private final FileNameCalls calls;
    private final WindowsVolumes volumes;

    WindowsNameIndex(FileNameCalls calls, WindowsVolumes volumes) {
        this.calls = calls;
        this.volumes = volumes;
    }

    @Override
    public List<Name> names(Path path) throws FileCallException {
        String deed = "list the names of " + path;
        long opened = Opening.open(0, NtPath.of(path), Ntdll.FILE_READ_ATTRIBUTES);
        WindowsFolder.require(opened, deed, path, null);
        try {
            KnownVolume volume = volumes.of(opened, path);
            if (volume.remote()) {
                throw unsupported(deed, path, "its volume is not of this computer");
            }
            FileKey key = Handle.facts(opened, path, volume)
                    .key()
                    .orElseThrow(() -> unsupported(deed, path, "the system gives no file id"));
            List<String> told = told(deed, path);
            for (Path point : MountPoints.of(path, opened)) {
                List<Name> names = below(point, told, deed, path);
                if (names.stream().anyMatch(name -> leadsTo(name.path(), key))) {
                    return names;
                }
            }
            throw unsupported(deed, path, "the system does not tell where its volume is mounted");
        } finally {
            Ntdll.close(opened);
        }
    }

    /** Returns what the calls tell, to its end. */
    private List<String> told(String deed, Path path) throws FileCallException {
        List<String> told = new ArrayList<>();
        try (Arena arena = Arena.ofConfined()) {
            Told into = new Told(arena);
            NativeMemory file = Scratch.get().name(MountPoints.win32(path));
            long search = into.fill(() -> calls.findFirstFileName(file, into.length, into.units));
            if (search < 0) {
                throw WinError.failureOf(deed, path, null, (int) -search);
            }
            try {
                long answer;
                do {
                    told.add(into.text());
                    answer = into.fill(() -> calls.findNextFileName(search, into.length, into.units));
                } while (answer >= 0);
                if (answer != -Kernel32.ERROR_HANDLE_EOF) {
                    throw WinError.failureOf(deed, path, null, (int) -answer);
                }
            } finally {
                calls.findClose(search);
            }
        }
        return told;
    }

    /** Where one name is put after the other. */
    private static final class Told {

        /** Longer than any name, so that whoever asks for more would ask for ever. */
        @Ours
        private static final int UNITS_MAX = 64 * 1024;

        private final Arena arena;
        private final NativeMemory length;
        private NativeMemory units;

        Told(Arena arena) {
            this.arena = arena;
            this.length = NativeMemory.in(arena, Integer.BYTES);
            this.units = NativeMemory.in(arena, 2 * 128);
        }

        /** Makes a call, again with more room as long as it asks for that. */
        long fill(Call call) {
            while (true) {
                int room = units.size() / 2;
                length.bytes().putInt(0, room);
                long answer = call.make();
                if (answer != -Kernel32.ERROR_MORE_DATA || room == UNITS_MAX) {
                    return answer;
                }
                int needed = Math.clamp(length.bytes().getInt(0), 2 * room, UNITS_MAX);
                units = NativeMemory.in(arena, 2 * needed);
            }
        }

        String text() {
            return MountPoints.zeroEnded(units, 0);
        }
    }

    /** A call that fills memory: what it answers, or the negated error. */
    @FunctionalInterface
    private interface Call {
        long make();
    }

    private static List<Name> below(Path point, List<String> told, String deed, Path path) throws FileCallException {
        List<Name> names = new ArrayList<>();
        for (String one : told) {
            names.add(below(point, one).orElseThrow(() -> unsupported(deed, path, "one is no path: " + one)));
        }
        return names;
    }

    /** Returns the name that {@code told} is below {@code point}; empty if the JDK has no path for it. */
    private static Optional<Name> below(Path point, String told) {
        try {
            StringTokenizer parts = new StringTokenizer(told, "\\");
            Path folder = point;
            while (parts.hasMoreTokens()) {
                Leaf leaf = Leaf.of(Utf16Names.bytes(parts.nextToken()));
                if (!parts.hasMoreTokens()) {
                    return Optional.of(new Name(folder, leaf));
                }
                folder = leaf.in(folder);
            }
            return Optional.empty();
        } catch (IllegalArgumentException noPath) {
            return Optional.empty();
        }
    }

    private boolean leadsTo(Path path, FileKey key) {
        long opened = Opening.open(0, NtPath.of(path), Ntdll.FILE_READ_ATTRIBUTES);
        if (opened < 0) {
            return false;
        }
        try {
            return Handle.facts(opened, path, volumes.of(opened, path)).key().equals(Optional.of(key));
        } catch (FileCallException unknown) {
            return false;
        } finally {
            Ntdll.close(opened);
        }
    }

    private static FileCallException unsupported(String deed, Path path, String reason) {
        return new FileCallException(
                deed, path, null, Trouble.UNSUPPORTED, "", 0, reason, "Look for them in folders (aka names --in).");
    }
}
