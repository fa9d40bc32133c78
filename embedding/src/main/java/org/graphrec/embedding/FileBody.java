// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.graphrec.base.Sha256;

/** Writes the body of an answer into a new file up to a number of bytes, hashes it, and forces it to the disk. */
final class FileBody implements HttpResponse.BodySubscriber<String> {

    private final long maxBytes;
    private final FileChannel file;
    private final MessageDigest digest = Sha256.digest();
    private final CompletableFuture<String> sha256 = new CompletableFuture<>();
    private Flow.Subscription subscription;
    private volatile long bytes;

    FileBody(Path path, long maxBytes) throws IOException {
        this.maxBytes = maxBytes;
        file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** What came so far. */
    long bytes() {
        return bytes;
    }

    @Override
    public CompletionStage<String> getBody() {
        return sha256;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public synchronized void onNext(List<ByteBuffer> buffers) {
        if (sha256.isDone()) {
            return;
        }
        try {
            for (ByteBuffer buffer : buffers) {
                if (buffer.remaining() > maxBytes - bytes) {
                    throw new IOException("it has more than " + maxBytes + " bytes");
                }
                bytes += buffer.remaining();
                digest.update(buffer.duplicate());
                while (buffer.hasRemaining()) {
                    file.write(buffer);
                }
            }
            subscription.request(1);
        } catch (IOException cause) {
            subscription.cancel();
            abandon(cause);
        }
    }

    @Override
    public void onError(Throwable cause) {
        abandon(cause);
    }

    @Override
    public synchronized void onComplete() {
        if (sha256.isDone()) {
            return;
        }
        try {
            file.force(true);
            file.close();
            sha256.complete(HexFormat.of().formatHex(digest.digest()));
        } catch (IOException cause) {
            abandon(cause);
        }
    }

    /** Writes nothing more and closes the file. */
    synchronized void abandon(Throwable cause) {
        sha256.completeExceptionally(cause);
        try {
            file.close();
        } catch (IOException closing) {
            cause.addSuppressed(closing);
        }
    }
}
