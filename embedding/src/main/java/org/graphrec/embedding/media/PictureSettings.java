// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding.media;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a preprocessor_config.json of Hugging Face says of pictures.
 *
 * @param size to what a picture is resized; null: not at all
 * @param filter how
 * @param crop the part in the middle that is kept, {@code [height, width]}; null: all
 * @param factor what pixels from 0 to 255 are multiplied with
 * @param mean subtracted from each colour then
 * @param deviation that each colour is divided by then
 */
@SuppressWarnings({"ArrayRecordComponent", "EnumOrdinal"})
record PictureSettings(Size size, Filter filter, int[] crop, double factor, float[] mean, float[] deviation) {

    private static final int MOST_EDGE = 4096;

    /** What would change the pixels and is not done here. */
    private static final List<String> UNSUPPORTED = List.of(
            "do_pad",
            "do_thumbnail",
            "do_align_long_axis",
            "do_flip_channel_order",
            "do_color_quantize",
            "crop_pct",
            "do_image_splitting",
            "do_pan_and_scan");

    /**
     * A size to resize to: height and width; or the shortest edge, and perhaps what the longest may be at most.
     *
     * @param height 0 where it is not fixed
     * @param width 0 where it is not fixed
     * @param shortest 0 where height and width are fixed
     * @param longest 0 where it has no limit
     */
    record Size(int height, int width, int shortest, int longest) {

        /** The height and width that a picture gets. */
        long[] of(int pictureHeight, int pictureWidth) {
            if (shortest == 0) {
                return new long[] {height, width};
            }
            long small = Math.min(pictureHeight, pictureWidth);
            long large = Math.max(pictureHeight, pictureWidth);
            long newSmall = shortest;
            long newLarge = shortest * large / small;
            if (longest > 0 && newLarge > longest) {
                newSmall = Math.max(1, longest * newSmall / newLarge);
                newLarge = longest;
            }
            return pictureHeight <= pictureWidth ? new long[] {newSmall, newLarge} : new long[] {newLarge, newSmall};
        }
    }

    /**
     * Reads the settings.
     *
     * @throws IllegalArgumentException with what is missing or not supported
     */
    static PictureSettings of(Map<String, Object> config) {
        for (String key : UNSUPPORTED) {
            Object value = config.get(key);
            if (value != null && !Boolean.FALSE.equals(value)) {
                throw new IllegalArgumentException("`" + key + "` is not supported");
            }
        }
        boolean cropped = flag(config, "do_center_crop", config.get("crop_size") != null);
        Size size = flag(config, "do_resize", true) ? size(config.get("size"), cropped) : null;
        int[] crop = cropped ? edges("crop_size", config.get("crop_size")) : null;
        if (crop == null && (size == null || size.shortest() > 0)) {
            throw new IllegalArgumentException(
                    "pictures would keep different sizes; it needs a `size` with `height` and"
                            + " `width`, or a `crop_size`");
        }
        boolean normalised = flag(config, "do_normalize", true);
        double factor = flag(config, "do_rescale", true) ? number(config, "rescale_factor", 1 / 255.0) : 1;
        return new PictureSettings(
                size,
                filter(config.get("resample")),
                crop,
                factor,
                normalised ? colours(config, "image_mean") : new float[3],
                normalised ? colours(config, "image_std") : new float[] {1, 1, 1});
    }

    /** The height and width of what the model reads. */
    int[] output() {
        return crop == null ? new int[] {size.height(), size.width()} : crop.clone();
    }

    private static Size size(Object value, boolean cropped) {
        if (value instanceof Map<?, ?> map && map.containsKey("shortest_edge")) {
            int longest = map.get("longest_edge") == null ? 0 : edge("size.longest_edge", map.get("longest_edge"));
            return new Size(0, 0, edge("size.shortest_edge", map.get("shortest_edge")), longest);
        }
        if (value instanceof Number && cropped) {
            // as CLIP's first configurations have it
            return new Size(0, 0, edge("size", value), 0);
        }
        int[] both = edges("size", value);
        return new Size(both[0], both[1], 0, 0);
    }

    private static int[] edges(String key, Object value) {
        if (value instanceof Map<?, ?> map) {
            return new int[] {edge(key + ".height", map.get("height")), edge(key + ".width", map.get("width"))};
        }
        if (value instanceof List<?> list && list.size() == 2) {
            return new int[] {edge(key, list.get(0)), edge(key, list.get(1))};
        }
        return new int[] {edge(key, value), edge(key, value)};
    }

    private static int edge(String key, Object value) {
        if (value instanceof Number number
                && number.doubleValue() >= 1
                && number.doubleValue() <= MOST_EDGE
                && number.doubleValue() == number.intValue()) {
            return number.intValue();
        }
        throw new IllegalArgumentException("`" + key + "` must be a whole number from 1 to " + MOST_EDGE);
    }

    private static Filter filter(Object value) {
        if (value == null) {
            return Filter.BILINEAR;
        }
        if (value instanceof Number number && number.intValue() >= 0 && number.intValue() < Filter.values().length) {
            return Filter.values()[number.intValue()];
        }
        throw new IllegalArgumentException(
                "`resample` must be a whole number from 0 to 5, as Pillow numbers its filters");
    }

    private static float[] colours(Map<String, Object> config, String key) {
        List<Float> found = new ArrayList<>();
        if (config.get(key) instanceof List<?> list) {
            list.forEach(value -> found.add(value instanceof Number number ? number.floatValue() : Float.NaN));
        }
        float[] colours = new float[3];
        for (int c = 0; c < 3; c++) {
            float value = found.size() == 3 ? found.get(c) : Float.NaN;
            if (!Float.isFinite(value) || (key.equals("image_std") && value == 0)) {
                throw new IllegalArgumentException("`" + key + "` must be three numbers"
                        + (key.equals("image_std") ? " other than 0" : "") + ", or `do_normalize` must be false");
            }
            colours[c] = value;
        }
        return colours;
    }

    static boolean flag(Map<String, Object> config, String key, boolean usual) {
        return config.get(key) instanceof Boolean given ? given : usual;
    }

    private static double number(Map<String, Object> config, String key, double usual) {
        Object given = config.get(key);
        if (given != null && !(given instanceof Number)) {
            throw new IllegalArgumentException("`" + key + "` must be a number");
        }
        return given == null ? usual : ((Number) given).doubleValue();
    }
}
