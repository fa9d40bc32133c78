package org.graphrec.procedures.server;

import static org.neo4j.configuration.SettingValueParsers.PATH;
import static org.neo4j.configuration.SettingValueParsers.SECURE_STRING;
import static org.neo4j.configuration.SettingValueParsers.STRING;
import static org.neo4j.configuration.SettingValueParsers.URI;
import static org.neo4j.configuration.SettingValueParsers.listOf;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.neo4j.configuration.Description;
import org.neo4j.configuration.SettingImpl;
import org.neo4j.configuration.SettingsDeclaration;
import org.neo4j.graphdb.config.Setting;
import org.neo4j.string.SecureString;

/** The plugin's lines of neo4j.conf. All optional: with none, the bundled encoder works and nothing leaves the server. */
public final class RecSettings implements SettingsDeclaration {

    @Description(
            "Folder of further encoders, one sub-folder each as sentence-transformers saves them, with model.onnx.")
    public static final Setting<Path> encoder_folder =
            SettingImpl.newBuilder("rec.encoder.folder", PATH, null).build();

    @Description(
            "SHA-256 of the model and tokenizer files in rec.encoder.folder that may be loaded, separated by commas.")
    public static final Setting<List<String>> encoder_approved_sha256 = SettingImpl.newBuilder(
                    "rec.encoder.approved_sha256", listOf(STRING), List.of())
            .build();

    @Description("Address of an OpenAI-compatible embedding service, up to the version, such as https://host/v1.")
    public static final Setting<URI> encoder_remote_base_url =
            SettingImpl.newBuilder("rec.encoder.remote.base_url", URI, null).build();

    @Description("The name of the model at the embedding service; also the name of the encoder in Cypher.")
    public static final Setting<String> encoder_remote_model =
            SettingImpl.newBuilder("rec.encoder.remote.model", STRING, null).build();

    @Description("The key of the embedding service.")
    public static final Setting<SecureString> encoder_remote_key = SettingImpl.newBuilder(
                    "rec.encoder.remote.key", SECURE_STRING, null)
            .build();
}
