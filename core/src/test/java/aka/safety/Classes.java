package aka.safety;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The classes of this project once more, those of some folders first; all others are those of the class path. */
final class Classes extends URLClassLoader {

    static {
        registerAsParallelCapable();
    }

    private Classes(List<URL> folders) {
        super(folders.toArray(URL[]::new), Classes.class.getClassLoader());
    }

    /**
     * @param first folders of classes that go before those of the same names on the class path
     */
    static Classes with(List<Path> first) {
        List<URL> folders = new ArrayList<>();
        first.forEach(folder -> folders.add(url(folder)));
        for (String entry : System.getProperty("java.class.path").split(":", -1)) {
            if (!entry.endsWith(".jar")) {
                folders.add(url(Path.of(entry)));
            }
        }
        return new Classes(folders);
    }

    private static URL url(Path folder) {
        try {
            return folder.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith("aka.")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? findClass(name) : known;
        }
    }
}
