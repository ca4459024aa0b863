package aka.walk;

import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Folder;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Calls that count what opening folders costs: the parts of all paths below a folder, and the folders open at once. */
final class CountedFolders {

    private final FileCalls calls;
    private long parts;
    private int open;
    private int mostOpen;

    CountedFolders(FileCalls calls) {
        this.calls = calls;
    }

    FileCalls calls() {
        return proxy(FileCalls.class, calls);
    }

    /** Returns how many parts were resolved from one folder to another. */
    long parts() {
        return parts;
    }

    int mostOpen() {
        return mostOpen;
    }

    private <T> T proxy(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> call(real, method, arguments)));
    }

    private @Nullable Object call(Object real, Method method, Object @Nullable [] arguments) throws Exception {
        if (method.getName().equals("openFolder") && arguments != null && arguments[0] instanceof byte[] below) {
            parts++;
            for (byte b : below) {
                parts += b == '/' ? 1 : 0;
            }
        }
        if (method.getName().equals("close") && real instanceof Folder) {
            open--;
        }
        Object result = result(real, method, arguments);
        if (result instanceof Folder folder) {
            open++;
            mostOpen = Math.max(mostOpen, open);
            return proxy(Folder.class, folder);
        }
        return result;
    }

    private static @Nullable Object result(Object real, Method method, Object @Nullable [] arguments)
            throws FileCallException, IllegalAccessException {
        try {
            method.setAccessible(true);
            return method.invoke(real, arguments);
        } catch (InvocationTargetException failed) {
            Throwable cause = failed.getCause();
            if (cause instanceof FileCallException why) {
                throw why;
            }
            if (cause instanceof RuntimeException why) {
                throw why;
            }
            throw new AssertionError(failed);
        }
    }
}
