import com.adobe.epubcheck.api.EPUBLocation;
import com.adobe.epubcheck.api.EpubCheck;
import com.adobe.epubcheck.messages.Message;
import com.adobe.epubcheck.messages.Severity;
import com.adobe.epubcheck.util.DefaultReportImpl;
import com.adobe.epubcheck.util.ReportingLevel;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Validates one EPUB after the other in one virtual machine: reads a path a line, answers with a line for
 * each message and an empty line. Starting a machine costs seconds, a small book a fraction of one.
 */
public class Validate {
  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ENGLISH);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String path = in.readLine(); path != null; path = in.readLine()) {
      new EpubCheck(new File(path), new Lines(path, out)).doValidate();
      out.println();
    }
  }

  private static class Lines extends DefaultReportImpl {
    private final PrintStream out;

    Lines(String path, PrintStream out) {
      super(path);
      this.out = out;
      setReportingLevel(ReportingLevel.Usage);
    }

    @Override
    public void message(Message message, EPUBLocation location, Object... arguments) {
      if (message.getSeverity() != Severity.SUPPRESSED) {
        String text = message.getMessage(arguments).replaceAll("\\s+", " ");
        out.printf("%s(%s): %s:%d:%d: %s%n", message.getSeverity(), message.getID(),
            location.getPath(), location.getLine(), location.getColumn(), text);
      }
    }
  }
}
