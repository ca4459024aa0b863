package aka.os.windows;

import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that this package declares of Windows, said in C. The folder of its classes is read, so that nothing can be left out:
 * each number is either compared with the header's by name, or says why not.
 */
final class Declarations {

    private final List<Claim> claims = new ArrayList<>();

    private Declarations() {}

    /** Returns those of all classes that are beside this package's own. */
    static Declarations read() throws IOException, ReflectiveOperationException {
        Declarations all = new Declarations();
        for (Class<?> declaring : classes()) {
            all.addNumbers(declaring);
        }
        Arrays.stream(CType.values()).forEach(all::addType);
        Structure.all().forEach(all::addStructure);
        for (Library library : libraries()) {
            library.functions().forEach(all::addFunction);
        }
        return all;
    }

    List<Claim> claims() {
        return List.copyOf(claims);
    }

    /** Initialises all of them on the way, upon which structures and functions are known. */
    private static List<Class<?>> classes() throws IOException, ReflectiveOperationException {
        List<Class<?>> classes = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder())) {
            for (Path file : files.sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                // It declares nothing, and what it links is on Windows only.
                if (name.endsWith(".class") && !name.equals("package-info.class") && !name.equals("Downcall.class")) {
                    String binary = Declarations.class.getPackageName() + "." + name.replace(".class", "");
                    classes.add(Class.forName(binary, true, Declarations.class.getClassLoader()));
                }
            }
        }
        return classes;
    }

    private static Path folder() {
        try {
            Path root = Path.of(Ntdll.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return root.resolve(Ntdll.class.getPackageName().replace('.', '/'));
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<Library> libraries() throws IllegalAccessException {
        List<Library> libraries = new ArrayList<>();
        for (Field field : Library.class.getDeclaredFields()) {
            if (field.getType() == Library.class) {
                libraries.add((Library) field.get(null));
            }
        }
        return libraries;
    }

    private void addNumbers(Class<?> declaring) throws IllegalAccessException {
        for (Field field : declaring.getDeclaredFields()) {
            boolean isFixed = Modifier.isStatic(field.getModifiers()) && Modifier.isFinal(field.getModifiers());
            if (field.isEnumConstant() && declaring == WinError.class) {
                addNumber(field, ((WinError) field.get(null)).number());
            } else if (isFixed && (field.getType() == int.class || field.getType() == long.class)) {
                field.setAccessible(true);
                addNumber(field, ((Number) field.get(null)).longValue());
            }
        }
    }

    private void addNumber(Field field, long value) {
        Class<?> declaring = field.getDeclaringClass();
        if (isOurs(field) || field.isSynthetic()) {
            return;
        }
        String about = declaring.getSimpleName() + "." + field.getName();
        if (field.getType() == long.class) {
            add(field, about, "(unsigned long long)(%s) == 0x%xULL", value);
        } else {
            add(field, about, "(unsigned)(%s) == 0x%xU", value & 0xFFFF_FFFFL);
        }
    }

    private void add(Field field, String about, String condition, long value) {
        NoHeader noHeader = field.getAnnotation(NoHeader.class);
        String name = headerName(field);
        claims.add(new Claim(
                about,
                String.format(Locale.ROOT, condition, name, value),
                Optional.ofNullable(noHeader).map(NoHeader::value)));
    }

    private static boolean isOurs(Field field) {
        boolean says = field.isAnnotationPresent(Header.class) || field.isAnnotationPresent(NoHeader.class);
        return field.isAnnotationPresent(Ours.class)
                || !says && field.getDeclaringClass().isAnnotationPresent(Ours.class);
    }

    private static String headerName(Field field) {
        return pattern(field)
                .or(() -> pattern(field.getDeclaringClass()))
                .orElse("*")
                .replace("*", field.getName())
                .replace("%", camelCase(field.getName()));
    }

    private static Optional<String> pattern(AnnotatedElement declared) {
        return Optional.ofNullable(declared.getAnnotation(Header.class)).map(Header::value);
    }

    private static String camelCase(String name) {
        return Arrays.stream(name.split("_", -1))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    private void addType(CType type) {
        claims.add(Claim.of("CType." + type, "sizeof(" + type.spelling() + ") == " + type.bytes()));
    }

    private void addStructure(Structure structure) {
        String name = structure.name();
        claims.add(Claim.of(name, "sizeof(" + name + ") == " + structure.bytes()));
        for (Structure.Field field : structure.fields()) {
            String about = name + "." + field.name();
            claims.add(Claim.of(about, "offsetof(" + name + ", " + field.name() + ") == " + field.offset()));
            claims.add(Claim.of(about, "sizeof(((" + name + " *)0)->" + field.name() + ") == " + field.size()));
        }
    }

    private void addFunction(Function function) {
        String parameters = function.parameters().stream().map(CType::spelling).collect(Collectors.joining(", "));
        String type = function.result().spelling() + " (WINAPI *)(" + parameters + ")";
        claims.add(Claim.of(
                function.name(), "__builtin_types_compatible_p(__typeof__(&" + function.name() + "), " + type + ")"));
    }

    /**
     * What is said of Windows.
     *
     * @param condition what the headers must make of it, in C
     * @param document where it is written, if it is in no header
     */
    record Claim(String about, String condition, Optional<String> document) {

        static Claim of(String about, String condition) {
            return new Claim(about, condition, Optional.empty());
        }
    }
}
