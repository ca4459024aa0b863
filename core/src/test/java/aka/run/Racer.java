package aka.run;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The other process of {@link ReplaceRacesTest}: {@code Racer TREE SEED}. It reads numbers of groups, a line each, and does a moment
 * later what {@link RaceAct#of} has for that group. At the end of its input it ends what it has begun. It prints a line an act: the
 * group, which of its acts, when it began and ended, and whether it was done.
 */
final class Racer {

    private static final int THREADS = 8;
    private static final int MOST_DELAY_MILLIS = 30;

    /** More than the grace. */
    private static final int HOLD_MILLIS = 150;

    private static final int READ_ONLY_AND_TRUNCATE = 0x200;

    private static final Linker LINKER = Linker.nativeLinker();

    /** {@code int open(const char *path, int flags, ...)}. */
    private static final MethodHandle OPEN = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("open"),
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
            Linker.Option.firstVariadicArg(2));

    /** {@code int truncate(const char *path, off_t length)}. */
    private static final MethodHandle TRUNCATE = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("truncate"), FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG));

    /** {@code int close(int fd)}. */
    private static final MethodHandle CLOSE = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("close"), FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    private final RaceTree tree;
    /** Kept back until the end: who reads it is busy. */
    private final Queue<String> told = new ConcurrentLinkedQueue<>();

    private Racer(RaceTree tree) {
        this.tree = tree;
    }

    public static void main(String[] args) throws Exception {
        Racer racer = new Racer(new RaceTree(Path.of(args[0])));
        long seed = Long.parseLong(args[1]);
        Random random = new Random(seed);
        List<Future<?>> begun = new ArrayList<>();
        System.out.println("ready");
        try (ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);
                BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                int number = 0;
                for (RaceAct act : RaceAct.of(Integer.parseInt(line), seed)) {
                    String which = line + " " + number++;
                    begun.add(threads.schedule(
                            () -> racer.tell(which, act), random.nextInt(MOST_DELAY_MILLIS), TimeUnit.MILLISECONDS));
                }
            }
        }
        for (Future<?> each : begun) {
            each.get();
        }
        racer.told.forEach(System.out::println);
    }

    private void tell(String which, RaceAct act) {
        long begin = System.nanoTime();
        String end;
        try {
            act(act);
            end = "done";
        } catch (Throwable failed) {
            end = failed.toString().replace('\n', ' ');
        }
        told.add(which + " " + begin + " " + System.nanoTime() + " " + end);
    }

    private void act(RaceAct act) throws Throwable {
        Path path = tree.path(act.group(), act.name());
        switch (act.kind()) {
            case PUT -> put(path, act, 0);
            case HOLD -> put(path, act, HOLD_MILLIS);
            case APPEND -> write(path, act.token(), StandardOpenOption.APPEND);
            case MAP -> map(path, act);
            case CUT -> write(path, "", StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
            case CUT_READING -> cutReading(path);
            case CUT_BY_PATH -> cutByPath(path);
            case REWRITE -> write(path, act.token(), StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
            case SAVE -> {
                Path fresh = path.resolveSibling("fresh");
                Files.writeString(fresh, act.token());
                Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
            }
            case DELETE -> Files.delete(path);
            case CHMOD -> Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));
            case LINK_FOLDER -> {
                Files.move(tree.folder(act.group()), tree.aside(act.group()), StandardCopyOption.ATOMIC_MOVE);
                Files.createSymbolicLink(tree.folder(act.group()), tree.outside());
            }
            case MOVE_FOLDER ->
                Files.move(tree.folder(act.group()), tree.away(act.group()), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void put(Path path, RaceAct act, int pauseMillis) throws Exception {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            Thread.sleep(pauseMillis);
            file.write(bytes(act.token()), (long) act.slot() * RaceAct.SLOT_BYTES);
        }
    }

    private static void write(Path path, String text, OpenOption... how) throws IOException {
        try (FileChannel file = FileChannel.open(path, how)) {
            file.write(bytes(text));
        }
    }

    private static void map(Path path, RaceAct act) throws Exception {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment slot = mapped(path, arena).asSlice((long) act.slot() * RaceAct.SLOT_BYTES);
            ByteBuffer token = bytes(act.token());
            slot.set(JAVA_BYTE, 0, token.get(0));
            Thread.sleep(10);
            MemorySegment.copy(MemorySegment.ofBuffer(token), 1, slot, 1, token.limit() - 1L);
        }
    }

    /** Closes the file: the mapping stays. */
    private static MemorySegment mapped(Path path, Arena arena) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return file.map(MapMode.READ_WRITE, 0, (long) RaceAct.SLOTS * RaceAct.SLOT_BYTES, arena);
        }
    }

    private static void cutReading(Path path) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            int file = (int) OPEN.invokeExact(arena.allocateFrom(path.toString()), READ_ONLY_AND_TRUNCATE);
            if (file < 0) {
                throw new IOException("open failed");
            }
            int closed = (int) CLOSE.invokeExact(file);
            if (closed < 0) {
                throw new IOException("close failed");
            }
        }
    }

    private static void cutByPath(Path path) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            int cut = (int) TRUNCATE.invokeExact(arena.allocateFrom(path.toString()), 0L);
            if (cut < 0) {
                throw new IOException("truncate failed");
            }
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
