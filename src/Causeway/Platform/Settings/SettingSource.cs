namespace Causeway.Platform.Settings;

internal enum SettingSource { Default, Environment, DotEnv }
