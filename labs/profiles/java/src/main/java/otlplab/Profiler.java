package otlplab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import jdk.jfr.Recording;
import one.profiler.AsyncProfiler;

/** Takes one profile at a time, from start to stop. */
final class Profiler {
  /** What async-profiler is asked for, without its interval. */
  private static final Map<String, String> ASYNC =
      Map.of("cpu", "event=cpu", "wall", "event=wall", "alloc", "alloc=2m", "lock", "lock=10us");

  private Recording recording;
  private Path file;

  /** Begins a profile of a kind; {@code hz} is how many samples a second and thread are taken. */
  synchronized void start(String kind, int hz) throws IOException {
    if (file != null) {
      throw new IllegalStateException("a profile is being taken: stop it first");
    }
    if (hz < 1 || hz > 1000) {
      throw new IllegalArgumentException("hz has to be 1 to 1000");
    }
    if (!"jfr".equals(kind) && !ASYNC.containsKey(String.valueOf(kind))) {
      throw new IllegalArgumentException("there is no profile " + kind);
    }
    Path made = Files.createTempFile("pricing", ".jfr");
    if ("jfr".equals(kind)) {
      startFlightRecorder(hz);
    } else {
      startAsyncProfiler(kind, hz, made);
    }
    file = made;
  }

  // region jfr
  private void startFlightRecorder(int hz) {
    recording = new Recording();
    recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(Math.max(1, 1000 / hz)));
    recording.enable("jdk.ObjectAllocationSample").with("throttle", "150/s");
    recording.enable("jdk.JavaMonitorEnter").withThreshold(Duration.ofMillis(1));
    recording.enable("otlplab.Span").withoutThreshold();
    recording.enable("jdk.ActiveSetting"); // says the period, and so what a sample stands for
    recording.start();
  }

  // endregion jfr

  // region async
  private static void startAsyncProfiler(String kind, int hz, Path file) throws IOException {
    String interval =
        kind.equals("cpu") || kind.equals("wall") ? ",interval=" + 1_000_000_000 / hz : "";
    AsyncProfiler.getInstance()
        .execute("start,jfr,file=" + file + "," + ASYNC.get(kind) + interval);
  }

  // endregion async

  /** Ends the profile and returns the recording. */
  synchronized byte[] stop() throws IOException {
    if (file == null) {
      throw new IllegalStateException("no profile is being taken");
    }
    try {
      if (recording != null) {
        recording.stop();
        recording.dump(file);
        recording.close();
      } else {
        AsyncProfiler.getInstance().execute("stop,file=" + file);
      }
      return Files.readAllBytes(file);
    } finally {
      Files.deleteIfExists(file);
      recording = null;
      file = null;
    }
  }
}
